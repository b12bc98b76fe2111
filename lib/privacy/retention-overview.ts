import * as z from "zod/mini";
import { RETENTION_RULES } from "@/lib/privacy/retention";

const Moment = z.iso.datetime();

/** More are not counted one by one. */
export const DUE_COUNTED_MAX = 10_000;

const RuleDto = z.object({
  rule: z.enum(RETENTION_RULES),
  days: z.number(),
  /** For the whole installation: set in a live workspace. */
  isInstallation: z.boolean(),
  maySet: z.boolean(),
  /** How many rows are old enough now and go with the next run; `DUE_COUNTED_MAX + 1`: more than that. */
  due: z.number(),
  /** Old enough, and kept because something still waits for them. */
  heldBack: z.number(),
  /** How many the latest run removed; null before the first. */
  lastRemoved: z.nullable(z.number()),
});
export type RetentionRuleDto = z.infer<typeof RuleDto>;

export const RetentionOverview = z.object({
  rules: z.array(RuleDto),
  /** The run under way, if there is one: what it has removed so far. */
  running: z.nullable(z.object({ requestedAt: Moment, hasStarted: z.boolean(), removed: z.number() })),
  lastRunAt: z.nullable(Moment),
  nextRunAt: Moment,
});
export type RetentionOverview = z.infer<typeof RetentionOverview>;

const DAYS = "Whole days.";

/** Rule → days. Rules that are not named stay as they are. */
export const SetRetentionInput = z.object({ days: z.partialRecord(z.enum(RETENTION_RULES), z.int(DAYS)) });
export type SetRetentionInput = z.infer<typeof SetRetentionInput>;

export const RunRetentionInput = z.object({});
