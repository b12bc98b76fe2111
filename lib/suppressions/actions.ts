"use server";

import { action } from "@/lib/action/action";
import { CheckSuppressionInput, RemoveSuppressionInput, SubmitSuppressionsInput } from "@/lib/suppressions/schema";
import { checkSuppression } from "@/lib/suppressions/server/check-suppression";
import { removeSuppression } from "@/lib/suppressions/server/remove-suppression";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";

export const submitSuppressionsAction = action({
  name: "suppressions.submit",
  input: SubmitSuppressionsInput,
  run: ({ viewer, input }) => submitSuppressions(viewer, input),
});

export const checkSuppressionAction = action({
  name: "suppressions.check",
  input: CheckSuppressionInput,
  run: ({ viewer, input }) => checkSuppression(viewer, input),
});

export const removeSuppressionAction = action({
  name: "suppressions.remove",
  input: RemoveSuppressionInput,
  run: ({ viewer, input }) => removeSuppression(viewer, input),
});
