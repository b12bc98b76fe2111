import * as z from "zod/mini";
import { APPROVAL_STATES, REASON_LENGTH_MAX } from "@/lib/lookups/approval";
import { LookupDto } from "@/lib/lookups/schema";

/** What a budget would still cover with this lookup held; below nothing it would be refused. Null: no limit. */
const After = z.nullable(z.string());

export const WaitingApproval = z.object({
  lookupId: z.string(),
  label: z.string(),
  who: z.object({ id: z.string(), name: z.string() }),
  options: LookupDto.shape.options,
  isRefresh: z.boolean(),
  ceiling: z.string(),
  after: z.object({ member: After, workspace: After }),
  /** Someone said yes before, and this stood in the way, in words. */
  blocked: z.nullable(z.string()),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type WaitingApproval = z.infer<typeof WaitingApproval>;

export const DecidedApproval = z.object({
  lookupId: z.string(),
  label: z.string(),
  who: z.string(),
  ceiling: z.string(),
  state: z.enum(APPROVAL_STATES),
  by: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  decidedAt: z.iso.datetime(),
});
export type DecidedApproval = z.infer<typeof DecidedApproval>;

/** Oldest first, as many as are shown at once; `waiting` counts them all. */
export const ApprovalQueue = z.object({
  waiting: z.number(),
  requests: z.array(WaitingApproval),
  decided: z.array(DecidedApproval),
  /** Above which reps ask; null: none does. */
  approvalAbove: z.nullable(z.string()),
});
export type ApprovalQueue = z.infer<typeof ApprovalQueue>;

export const ApprovalCount = z.object({ waiting: z.number() });

const lookupId = z.string().check(z.minLength(1), z.maxLength(64));
export const ApprovalRef = z.object({ lookupId });
export type ApprovalRef = z.infer<typeof ApprovalRef>;

export const DeclineApprovalInput = z.object({
  lookupId,
  reason: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Say why in a word or two: the rep reads it."),
      z.maxLength(REASON_LENGTH_MAX, `At most ${String(REASON_LENGTH_MAX)} characters.`),
    ),
});
export type DeclineApprovalInput = z.infer<typeof DeclineApprovalInput>;
