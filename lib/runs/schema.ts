import * as z from "zod/mini";
import { PARAMETERS } from "@/lib/runs/parameters";
import { COLUMNS_MAX, DELIMITERS, ENCODINGS, ROW_STATES, ROWS_MAX, RUN_STATES } from "@/lib/runs/run";

const id = z.string().check(z.maxLength(64));
const count = z.number();
/** Exact decimal text. */
const credits = z.string();

/** `bytes`: as many as the file has, so that a part of it is never taken for all. */
export const UploadRunQuery = z.object({
  name: z.string().check(z.maxLength(1000)),
  bytes: z.coerce.number().check(z.int(), z.gte(0)),
});

export const RunFormatInput = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  hasHeader: z.boolean(),
});

export const MappingInput = z
  .array(z.nullable(z.enum(PARAMETERS)))
  .check(z.maxLength(COLUMNS_MAX))
  .check(
    z.refine((mapping) => {
      const given = mapping.filter((parameter) => parameter !== null);
      return new Set(given).size === given.length;
    }, "Each column gives something else of the person."),
  );

const option = z._default(z.boolean(), false);

/** What is to be bought of each row. `isRefresh`: also of those who are ours already. */
export const RunWish = z.object({
  revealPersonalEmails: option,
  revealPhoneNumber: option,
  waterfallEmail: option,
  waterfallPhone: option,
  isRefresh: option,
});
export type RunWish = z.infer<typeof RunWish>;

/** Why a run stands still or ended before its last row; null: it did not, or runs on. */
export const STOP_REASONS = [
  "by_hand",
  "first_rows",
  "ceiling",
  "budget",
  "failures",
  "credits_exhausted",
  "key",
  "no_key",
  "owner_gone",
  "declined",
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** How a run is started. `rowLimit`: only so many at first. `creditCeiling`: exact decimal text; null: what the budgets cover. */
export const StartRunInput = z.object({
  runId: id,
  wish: RunWish,
  rowLimit: z.nullable(z.int().check(z.gte(1), z.lte(ROWS_MAX))),
  creditCeiling: z.nullable(z.string().check(z.regex(/^\d{1,10}(\.\d{1,4})?$/, "A number of credits, such as 500."))),
  failuresMax: z.int().check(z.gte(1), z.lte(1000)),
  listId: z.nullable(id),
});
export type StartRunInput = z.infer<typeof StartRunInput>;

export const RunRef = z.object({ runId: id });
export type RunRef = z.infer<typeof RunRef>;

export const ChangeFormatInput = z.extend(RunFormatInput, { runId: id });
export const ChangeMappingInput = z.object({ runId: id, mapping: MappingInput });
export const DryRunInput = z.object({ runId: id, wish: RunWish });

/** `failed`: rows whose call failed, of which nothing was charged. `stopped`: rows that were never sent. */
export const RetryRunInput = z.object({ runId: id, which: z.enum(["failed", "stopped"]) });
export type RetryRunInput = z.infer<typeof RetryRunInput>;

export const RunSummaryDto = z.object({
  id,
  kind: z.enum(["csv", "refresh"]),
  name: z.string(),
  state: z.enum(RUN_STATES),
  stopReason: z.nullable(z.enum(STOP_REASONS)),
  rows: count,
  createdAt: z.iso.datetime(),
  startedAt: z.nullable(z.iso.datetime()),
  endedAt: z.nullable(z.iso.datetime()),
  who: z.object({ id, name: z.string() }),
});
export type RunSummaryDto = z.infer<typeof RunSummaryDto>;

export const RunRowDto = z.object({
  number: count,
  line: count,
  cells: z.array(z.string()),
  /** What is odd about the row as it was read. */
  flaw: z.nullable(z.string()),
  state: z.enum(ROW_STATES),
  reason: z.nullable(z.string()),
  lookupId: z.nullable(id),
  personId: z.nullable(id),
});
export type RunRowDto = z.infer<typeof RunRowDto>;

export const RunDto = z.extend(RunSummaryDto, {
  format: z.nullable(RunFormatInput),
  header: z.array(z.string()),
  mapping: z.array(z.nullable(z.enum(PARAMETERS))),
  /** Whether files of these columns are read so from now on, because somebody chose it. */
  isRemembered: z.boolean(),
  /** What the columns chosen lack to ask for anybody; null when nothing does. */
  missing: z.nullable(z.string()),
  /** Whether the file's bytes are still there, to be read another way. */
  mayChangeFormat: z.boolean(),
  mayChange: z.boolean(),
  wish: RunWish,
  /** By state; a state that no row has is not there. */
  counts: z.record(z.string(), count),
  /** Rows with a flaw. */
  flawed: count,
  /** What may be done with it now, by whoever asks. */
  may: z.object({
    start: z.boolean(),
    pause: z.boolean(),
    resume: z.boolean(),
    stop: z.boolean(),
    retry: z.boolean(),
    approve: z.boolean(),
    undo: z.boolean(),
  }),
  progress: z.object({
    held: credits,
    charged: credits,
    /** Credits that rows answered from what is ours would have cost. */
    saved: credits,
    /** Rows settled a minute, over the last minute or since the start; null before there is anything to say. */
    rowsPerMinute: z.nullable(count),
    /** Seconds until the last row, as things go; null where nobody can say. */
    secondsLeft: z.nullable(count),
    /** The key's limit is used up until then. */
    waitsUntil: z.nullable(z.iso.datetime()),
    /** Nothing is sent: what comes later could not reach us. */
    hasNoWayBack: z.boolean(),
  }),
  rowLimit: z.nullable(count),
  creditCeiling: z.nullable(credits),
  failuresMax: count,
  listId: z.nullable(id),
  /** When what it brought was taken back. */
  undoneAt: z.nullable(z.iso.datetime()),
  /** The first ten rows. */
  preview: z.array(RunRowDto),
});
export type RunDto = z.infer<typeof RunDto>;

export const RUNS_PAGE_SIZE = 50;
export const RunFilters = z.object({ cursor: z.optional(z.string().check(z.maxLength(120))) });
export type RunFilters = z.infer<typeof RunFilters>;
export const RunListItem = z.extend(RunSummaryDto, {
  /** By state, as of one run. */
  counts: z.record(z.string(), count),
  charged: credits,
});
export type RunListItem = z.infer<typeof RunListItem>;
export const RunPage = z.object({ runs: z.array(RunListItem), nextCursor: z.nullable(z.string()) });
export type RunPage = z.infer<typeof RunPage>;

export const ROWS_PAGE_SIZE = 100;
/** `after`: the number of the last row seen. */
export const RunRowFilters = z.object({
  state: z.optional(z.enum(ROW_STATES)),
  /** Only rows with a flaw. */
  flawed: z.optional(z.literal("yes")),
  after: z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(2 ** 31 - 1))),
});
export type RunRowFilters = z.infer<typeof RunRowFilters>;
export const RunRowPage = z.object({ rows: z.array(RunRowDto), nextAfter: z.nullable(count) });
export type RunRowPage = z.infer<typeof RunRowPage>;

const Left = z.nullable(credits);

/** What a run would do and cost, before anything is sent or held. */
export const DryRunSheet = z.object({
  rows: count,
  invalid: count,
  duplicates: count,
  /** Answered by what is ours, for 0 credits. */
  ours: count,
  freshDays: count,
  suppressed: count,
  toSend: count,
  /** The most one row can cost, and all. */
  ceilingEach: credits,
  ceiling: credits,
  /** What all would cost at the average of such lookups of this workspace; null where there are too few to say. */
  likely: z.nullable(credits),
  /** What the budgets cover now, and what of it would be left if all cost the most; null: no limit. */
  left: z.object({ workspace: Left, own: Left }),
  leftAfter: z.object({ workspace: Left, own: Left }),
  /** What a waterfall holds, and whether what comes later can come at all. */
  ceilings: z.object({ waterfallEmail: count, waterfallPhone: count }),
  canReceivePhones: z.boolean(),
  /** What may be spent unasked, where all together could cost more: an admin has to agree. Null: it goes. */
  approvalAbove: z.nullable(credits),
});
export type DryRunSheet = z.infer<typeof DryRunSheet>;
