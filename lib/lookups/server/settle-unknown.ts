import "server-only";
import { chargeProfile, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import type { UnknownDecision } from "@/lib/lookups/lookup";
import { pollSkippedNow } from "@/lib/lookups/server/attempt-poll-store";
import { endWaiting } from "@/lib/lookups/server/attempt-store";
import { bookUnclaimedPhones } from "@/lib/lookups/server/book-unclaimed-phones";
import { publishOutcome } from "@/lib/lookups/server/publish-outcome";
import { settleFollowers } from "@/lib/lookups/server/settle-followers";

type Ref = { workspaceId: string; attemptId: string };
type Verdict = { decision: UnknownDecision; resolution: "usage" | "person"; decidedById?: string };

/**
 * Ends an unknown attempt without its answer: charged for the profile, or not at all. Its state stays `unknown`, so that a
 * callback can still prove more. Returns false when someone settled it first.
 */
export async function settleUnknown(tx: Tx, ref: Ref, verdict: Verdict): Promise<boolean> {
  const { workspaceId, attemptId } = ref;
  const { decision, resolution, decidedById = null } = verdict;
  const now = await readClock(tx);
  const [settled] = await tx.attempt.updateManyAndReturn({
    where: { id: attemptId, workspaceId, state: "unknown", settledAt: null },
    data: { decision, resolution, decidedById, decidedAt: now, settledAt: now },
    select: { bulkCallId: true },
  });
  if (!settled) return false;
  const { bulkCallId } = settled;
  const isCharged = decision === "charged";
  await endWaiting(tx, {
    ...{ id: attemptId, workspaceId },
    phone: isCharged ? "failed" : "not_asked",
    waterfall: isCharged ? "failed" : "not_asked",
  });
  if (isCharged) await chargeProfile(tx, ref);
  if (isCharged && bulkCallId !== null) await bookUnclaimedPhones(tx, { workspaceId, bulkCallId });
  await releaseRemainder(tx, ref, isCharged ? "no more than the profile was charged" : "nothing was charged");
  const errorCode = isCharged ? "answer_lost" : "not_carried_out";
  await publishOutcome(tx, ref, { outcome: "failed", errorCode, settledAt: now });
  await settleFollowers(tx, { id: attemptId, workspaceId });
  await pollSkippedNow(tx, { id: attemptId, workspaceId });
  return true;
}
