import * as z from "zod/mini";
import { RESET_DAY_MAX } from "@/lib/credits/budget";

const CREDITS = /^\d{1,9}(\.\d{1,4})?$/;

/** `scope` is `workspace` or a member's id; a limit of null is no limit. Credits are exact decimal text. */
export const SetBudgetInput = z.object({
  scope: z.string().check(z.minLength(1), z.maxLength(64)),
  creditLimit: z.nullable(
    z.string().check(z.trim(), z.regex(CREDITS, "Credits are a number such as 500 or 2.5; nothing means no limit.")),
  ),
  resetDay: z._default(
    z.int("A day from 1 to 28.").check(z.gte(1, "A day from 1 to 28."), z.lte(RESET_DAY_MAX, "A day from 1 to 28.")),
    1,
  ),
});
export type SetBudgetInput = z.infer<typeof SetBudgetInput>;

const DAYS = "Whole days, from 1 to 365.";
const CEILING = "Whole credits, from 1 to 1,000.";
const ceiling = z.int(CEILING).check(z.gte(1, CEILING), z.lte(1000, CEILING));

const PERCENT = "Whole percent, from 1 to 100.";

/**
 * How long what we have answers a lookup for nothing; what is held for a waterfall, whose price nobody knows before; above
 * how many credits a rep's lookup waits for an admin (null: none does); and at how much of a limit admins are told.
 */
export const SetSpendingRulesInput = z.object({
  freshDays: z.int(DAYS).check(z.gte(1, DAYS), z.lte(365, DAYS)),
  waterfallEmail: ceiling,
  waterfallPhone: ceiling,
  approvalAbove: z.nullable(
    z.string().check(z.trim(), z.regex(CREDITS, "Credits are a number such as 5 or 2.5; nothing means no approvals.")),
  ),
  alertPercent: z.int(PERCENT).check(z.gte(1, PERCENT), z.lte(100, PERCENT)),
});
export type SetSpendingRulesInput = z.infer<typeof SetSpendingRulesInput>;

const MEMBERS_MAX = 500;
const MemberLimit = z.object({
  scope: z.string().check(z.minLength(1), z.maxLength(64)),
  creditLimit: z.nullable(z.string().check(z.regex(CREDITS))),
});

/** What the split's preview showed. It is set as shown, or not at all. */
export const SplitBudgetInput = z.object({
  creditLimit: z.string().check(z.regex(CREDITS)),
  memberIds: z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(MEMBERS_MAX)),
});
export type SplitBudgetInput = z.infer<typeof SplitBudgetInput>;

/** The limits before a split, and the share it set: a limit that was changed since is left alone. */
export const UndoSplitInput = z.object({
  share: z.string().check(z.regex(CREDITS)),
  limits: z.array(MemberLimit).check(z.minLength(1), z.maxLength(MEMBERS_MAX)),
});
export type UndoSplitInput = z.infer<typeof UndoSplitInput>;
