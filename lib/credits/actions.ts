"use server";

import { action } from "@/lib/action/action";
import { SetBudgetInput, SetSpendingRulesInput, SplitBudgetInput, UndoSplitInput } from "@/lib/credits/schema";
import { setBudget } from "@/lib/credits/server/set-budget";
import { setSpendingRules } from "@/lib/credits/server/set-spending-rules";
import { splitBudget } from "@/lib/credits/server/split-budget";
import { undoSplit } from "@/lib/credits/server/undo-split";

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

export const splitBudgetAction = action({
  name: "credits.split-budget",
  input: SplitBudgetInput,
  run: ({ viewer, input }) => splitBudget(viewer, input),
});

export const undoSplitAction = action({
  name: "credits.undo-split",
  input: UndoSplitInput,
  run: ({ viewer, input }) => undoSplit(viewer, input),
});
