"use server";

import { action } from "@/lib/action/action";
import { SetBudgetInput, SetSpendingRulesInput } from "@/lib/credits/schema";
import { setBudget } from "@/lib/credits/server/set-budget";
import { setSpendingRules } from "@/lib/credits/server/set-spending-rules";

export const setBudgetAction = action({
  name: "credits.set-budget",
  input: SetBudgetInput,
  run: ({ viewer, input }) => setBudget(viewer, input),
});

export const setSpendingRulesAction = action({
  name: "credits.set-spending-rules",
  input: SetSpendingRulesInput,
  run: ({ viewer, input }) => setSpendingRules(viewer, input),
});
