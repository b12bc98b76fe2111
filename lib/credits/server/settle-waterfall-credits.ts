import "server-only";
import { believable, waterfallCeiling } from "@/lib/credits/server/odd-cost";
import { chargeCredits, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";

type WaterfallSettlement = { attemptId: string; workspaceId: string; creditsReported: string | null };

/** Charges what the waterfall's vendors cost, as reported, and gives back the rest of the hold. */
export async function settleWaterfallCredits(tx: Tx, settlement: WaterfallSettlement): Promise<void> {
  const { attemptId, workspaceId, creditsReported } = settlement;
  const credits = believable(creditsReported, await waterfallCeiling(tx, workspaceId));
  if (credits)
    await chargeCredits(tx, {
      attemptId,
      workspaceId,
      part: "waterfall",
      credits,
      reason: "waterfall vendors, as reported",
    });
  await releaseRemainder(tx, { attemptId, workspaceId }, "waterfall finished");
}
