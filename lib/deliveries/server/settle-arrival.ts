import "server-only";
import { findOddCost } from "@/lib/credits/server/odd-cost";
import { chargePhones, settlePhoneCredits } from "@/lib/credits/server/settle-phone-credits";
import { settleWaterfallCredits } from "@/lib/credits/server/settle-waterfall-credits";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { log } from "@/lib/log/log";
import {
  holdForMobile,
  holdNoLonger,
  holdNoneLonger,
  movePhoneState,
  movePhoneStates,
  moveWaterfallState,
  noteOddCost,
  type AttemptRef,
} from "@/lib/lookups/server/attempt-phone-store";
import { stopPolling, stopPollings } from "@/lib/lookups/server/attempt-store";
import { hasSkippedPhone } from "@/lib/lookups/server/was-skipped";

type Arriving = { attempt: LockedAttempt; findings: Findings; isPolled: boolean };

/** Ends the waits with what came and settles the holds: charged for what was delivered. One body for each attempt. */
export async function settleArrivals(tx: Tx, workspaceId: string, arriving: readonly Arriving[]): Promise<void> {
  for (const one of arriving) if (one.findings.kind === "waterfall") await settleWaterfall(tx, one);
  const phones = arriving.filter(({ findings }) => findings.kind === "phone");
  if (phones.length === 0) return;
  const idsOf = (some: readonly Arriving[]) => some.map(({ attempt }) => attempt.id);
  for (const [to, some] of Map.groupBy(phones, ({ findings }) => findings.arrival))
    await movePhoneStates(tx, { workspaceId, ids: idsOf(some), to });
  const whole = phones.filter((one) => one.isPolled || bringsMobile(one));
  await holdNoneLonger(tx, workspaceId, idsOf(whole));
  const parts = phones.filter((one) => !whole.includes(one) && one.findings.arrival === "delivered");
  await holdForMobile(tx, workspaceId, idsOf(parts));
  await stopPollings(tx, workspaceId, idsOf(phones));
  for (const { attempt, findings } of phones) await alertOddCost(tx, { id: attempt.id, workspaceId }, findings);
  await settlePhoneCredits(tx, workspaceId, phones.map(toSettlement));
}

const bringsMobile = ({ findings }: Arriving) => findings.phones.some(({ type }) => type === "mobile");

function toSettlement(one: Arriving) {
  const { attempt, findings } = one;
  return { attemptId: attempt.id, creditsReported: findings.creditsReported, mobileDelivered: bringsMobile(one) };
}

async function settleWaterfall(tx: Tx, one: Arriving): Promise<void> {
  const { attempt, findings, isPolled } = one;
  const { arrival, phones, creditsReported } = findings;
  const { id, workspaceId } = attempt;
  const ref = { id, workspaceId };
  const isWhole = isPolled && (await bringsReveal(tx, attempt, findings));
  await moveWaterfallState(tx, ref, arrival);
  if (isWhole) await movePhoneState(tx, ref, phones.length > 0 ? "delivered" : "none_found");
  if (bringsMobile(one) || isPolled) await holdNoLonger(tx, ref);
  await stopPolling(tx, ref);
  await alertOddCost(tx, ref, findings);
  // What the body reports is the waterfall's own cost.
  if (isWhole) await chargePhones(tx, workspaceId, [{ ...toSettlement(one), creditsReported: null }]);
  await settleWaterfallCredits(tx, { attemptId: id, workspaceId, creditsReported });
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
