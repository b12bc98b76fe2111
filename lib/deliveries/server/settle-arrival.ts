import "server-only";
import { findOddCost } from "@/lib/credits/server/odd-cost";
import { chargePhone, settlePhoneCredits } from "@/lib/credits/server/settle-phone-credits";
import { settleWaterfallCredits } from "@/lib/credits/server/settle-waterfall-credits";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { log } from "@/lib/log/log";
import {
  holdForMobile,
  holdNoLonger,
  movePhoneState,
  moveWaterfallState,
  noteOddCost,
  type AttemptRef,
} from "@/lib/lookups/server/attempt-phone-store";
import { stopPolling } from "@/lib/lookups/server/attempt-store";
import { hasSkippedPhone } from "@/lib/lookups/server/was-skipped";

type Arriving = { findings: Findings; isPolled: boolean };

/** Ends the wait with what came and settles the hold: charged for what was delivered. */
export async function settleArrival(tx: Tx, attempt: LockedAttempt, { findings, isPolled }: Arriving): Promise<void> {
  const { kind, arrival, phones, creditsReported } = findings;
  const ref = { id: attempt.id, workspaceId: attempt.workspaceId };
  const mobileDelivered = phones.some(({ type }) => type === "mobile");
  const settlement = { attemptId: ref.id, workspaceId: ref.workspaceId, creditsReported, mobileDelivered };
  const isWhole = kind === "waterfall" && isPolled && (await bringsReveal(tx, attempt, findings));
  if (kind === "phone") await movePhoneState(tx, ref, arrival);
  else await moveWaterfallState(tx, ref, arrival);
  if (isWhole) await movePhoneState(tx, ref, phones.length > 0 ? "delivered" : "none_found");
  if (mobileDelivered || isPolled) await holdNoLonger(tx, ref);
  else if (kind === "phone" && arrival === "delivered") await holdForMobile(tx, ref);
  await stopPolling(tx, ref);
  await alertOddCost(tx, ref, findings);
  if (kind === "phone") return settlePhoneCredits(tx, settlement);
  // What the body reports is the waterfall's own cost.
  if (isWhole) await chargePhone(tx, { ...settlement, creditsReported: null });
  await settleWaterfallCredits(tx, settlement);
}

/** What cannot be is kept as it was reported, for whoever looks at the lookup and for admins. */
async function alertOddCost(tx: Tx, ref: AttemptRef, { kind, creditsReported }: Findings): Promise<void> {
  const oddCost = await findOddCost(tx, { workspaceId: ref.workspaceId, kind, creditsReported });
  if (oddCost === null) return;
  log.warn({ attemptId: ref.id, reported: oddCost }, "a reported cost cannot be: nothing is charged by it");
  await noteOddCost(tx, ref, oddCost);
}

/**
 * Whether a waterfall's result also settles the native reveal: asked for in one request they have one result, in the
 * waterfall's form. A reveal that was skipped is no part of it.
 */
async function bringsReveal(
  tx: Tx,
  { id, workspaceId, phoneState }: LockedAttempt,
  { phones }: Findings,
): Promise<boolean> {
  if (phoneState === "not_asked") return false;
  return phones.length > 0 || !(await hasSkippedPhone(tx, { id, workspaceId }));
}
