import "server-only";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import type { Tx } from "@/lib/db/client";
import { OUTSTANDING_STATES } from "@/lib/lookups/lookup";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

/** Whether a stored answer says that an earlier reveal of the person brings the numbers (docs/apollo-contract.md §0.11). */
export function wasSkipped(responseBody: Uint8Array | null): boolean {
  if (responseBody === null) return false;
  try {
    return readMatchAnswer(responseBody).phoneEnrichment?.status === "skipped";
  } catch {
    return false; // What a gateway said in the provider's place is stored too, and says nothing of phones.
  }
}

/** Whether the attempt's numbers, if any, come with another attempt's callback. */
export async function hasSkippedPhone(tx: Tx, { id, workspaceId }: AttemptRef): Promise<boolean> {
  const attempt = await tx.attempt.findFirst({
    where: { id, workspaceId },
    select: { linkedAttemptId: true, responseBody: true },
  });
  return attempt !== null && (attempt.linkedAttemptId !== null || wasSkipped(attempt.responseBody));
}

/**
 * Whether all that an attempt still waits for is a reveal which the provider skipped for another one, and nobody knows
 * which: its own result, the waterfall's, has come and will never hold it.
 */
export async function waitsForSkippedAlone(tx: Tx, { id, workspaceId }: AttemptRef): Promise<boolean> {
  const attempt = await tx.attempt.findFirst({
    where: {
      ...{ id, workspaceId, linkedAttemptId: null, phoneState: { in: OUTSTANDING_STATES } },
      waterfallState: { notIn: ["not_asked", ...OUTSTANDING_STATES] },
    },
    select: { responseBody: true },
  });
  return attempt !== null && wasSkipped(attempt.responseBody);
}
