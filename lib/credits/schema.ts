import { z } from "zod";
import { RESET_DAY_MAX } from "@/lib/credits/budget";

const CREDITS = /^\d{1,9}(\.\d{1,4})?$/;

/** `scope` is `workspace` or a member's id; a limit of null is no limit. Credits are exact decimal text. */
export const SetBudgetInput = z.object({
  scope: z.string().min(1).max(64),
  creditLimit: z.string().regex(CREDITS, "Credits are a number such as 500 or 2.5.").nullable(),
  resetDay: z.number().int().min(1).max(RESET_DAY_MAX).default(1),
});
export type SetBudgetInput = z.infer<typeof SetBudgetInput>;
