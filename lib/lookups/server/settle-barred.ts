import "server-only";
import type { Tx } from "@/lib/db/client";
import { forgetAnswer, forgetAsked } from "@/lib/lookups/server/attempt-erasure-store";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import type { Bar } from "@/lib/lookups/server/find-bar";
import { publishOutcome } from "@/lib/lookups/server/publish-outcome";

/**
 * Says of an attempt that it is about somebody on the suppression list, and keeps nothing of the answer; of whoever was
 * erased not even what was asked. The money is the caller's.
 */
export async function settleBarred(tx: Tx, ref: AttemptRef, { bar, settledAt }: { bar: Bar; settledAt: Date }) {
  const { id: attemptId, workspaceId } = ref;
  await forgetAnswer(tx, ref);
  if (bar.reason === "erased") await forgetAsked(tx, ref);
  const outcome = bar.reason === "erased" ? ("erased" as const) : ("suppressed" as const);
  await publishOutcome(tx, { attemptId, workspaceId }, { outcome, errorCode: bar.reason, settledAt });
}
