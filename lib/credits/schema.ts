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

/** How long what we have answers a lookup for nothing, and what is held for a waterfall, whose price nobody knows before. */
export const SetSpendingRulesInput = z.object({
  freshDays: z.int(DAYS).check(z.gte(1, DAYS), z.lte(365, DAYS)),
  waterfallEmail: ceiling,
  waterfallPhone: ceiling,
});
export type SetSpendingRulesInput = z.infer<typeof SetSpendingRulesInput>;
