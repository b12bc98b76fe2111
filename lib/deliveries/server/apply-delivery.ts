import "server-only";
import { parseCallback } from "@/lib/apollo/callback";
import { settlePhoneCredits } from "@/lib/credits/server/settle-phone-credits";
import { settleWaterfallCredits } from "@/lib/credits/server/settle-waterfall-credits";
import { inTransaction, type Tx } from "@/lib/db/client";
import type { DeliveryKind, DeliveryState } from "@/lib/deliveries/delivery";
import { eventsOf, type Arrived } from "@/lib/deliveries/server/arrival-events";
import { lockAttempt, type LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import { kindOf, readDelivery, type Reading } from "@/lib/deliveries/server/read-delivery";
import type { LiveEvent } from "@/lib/live/live-event";
import { log } from "@/lib/log/log";
import {
  copyArrival,
  holdPeople,
  movePhoneState,
  moveWaterfallState,
  settleUnknownByCallback,
} from "@/lib/lookups/server/attempt-phone-store";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";

/** `held`: its attempt is being settled by someone else at this moment; to be tried again soon. */
export type Applied = { outcome: "done" | "held"; events: LiveEvent[] };

const HELD: Applied = { outcome: "held", events: [] };
const NOTHING: Applied = { outcome: "done", events: [] };

type Received = { id: string; body: Uint8Array; receivedAt: Date };
type Findings = Extract<Reading, { kind: "phone" | "waterfall" }>;

/**
 * Applies one received body to its attempt, person and ledger, in one commit. Applying it again, or in another order with
 * others, changes nothing more. Every body but a held one ends in a state other than `received`.
 */
export function applyDelivery({ id, attemptId }: { id: string; attemptId: string }, now: Date): Promise<Applied> {
  return inTransaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId);
    if (!attempt || attempt.isBeingSent) return HELD;
    const received = await tx.delivery.findFirst({
      where: { id, attemptId, state: "received" },
      select: { id: true, body: true, receivedAt: true },
    });
    if (!received) return NOTHING;
    if (attempt.isErased)
      return end(tx, id, { state: "dropped", kind: null, reason: "erased", body: new Uint8Array(), now });
    const reading = readDelivery(parseCallback(received.body), attempt);
    const kind = kindOf(reading);
    if (reading.kind === "unreadable" || reading.kind === "mismatch") {
      log.warn({ deliveryId: id, attemptId, kind: reading.kind }, "a delivery was put aside: it needs a person's look");
    }
    if (reading.kind === "unreadable") return end(tx, id, { state: "quarantined", kind, reason: reading.reason, now });
    if (reading.kind === "mismatch") return end(tx, id, { state: "mismatch", kind, reason: reading.reason, now });
    if (reading.kind === "ping") return end(tx, id, { state: "applied", kind, reason: "it names nobody", now });
    const events = eventsOf(await applyFindings(tx, { attempt, received, findings: reading, now }));
    await end(tx, id, { state: "applied", kind, reason: null, now });
    return { outcome: "done", events };
  });
}

type End = {
  state: DeliveryState;
  kind: DeliveryKind | null;
  reason: string | null;
  now: Date;
  body?: Uint8Array<ArrayBuffer>;
};

async function end(tx: Tx, id: string, { now, ...columns }: End): Promise<Applied> {
  await tx.delivery.updateMany({ where: { id, state: "received" }, data: { ...columns, appliedAt: now } });
  return NOTHING;
}

type Application = { attempt: LockedAttempt; received: Received; findings: Findings; now: Date };

async function applyFindings(tx: Tx, { attempt, received, findings, now }: Application): Promise<Arrived> {
  const ref = { id: attempt.id, workspaceId: attempt.workspaceId };
  const { apolloId, phones, emails, arrival } = findings;
  await holdPeople(tx, ref);
  const isProof = attempt.isUnanswered && apolloId !== null;
  if (isProof) await settleUnknownByCallback(tx, { ref, apolloId, now });
  const personId = apolloId !== null && (arrival === "delivered" || isProof) ? await mergeInto(tx, apolloId) : null;
  await (findings.kind === "phone" ? movePhoneState : moveWaterfallState)(tx, ref, arrival);
  await settleCredits(tx, ref, findings);
  const lookups = await copyArrival(tx, ref, personId);
  return { workspaceId: ref.workspaceId, lookups, personId, hasPhones: phones.length > 0 };

  function mergeInto(inside: Tx, id: string): Promise<string> {
    const observed = { phones, emails: emails.map((email) => ({ ...email, kind: "waterfall" as const })) };
    const came = { deliveryId: received.id, receivedAt: received.receivedAt };
    return mergeDelivered(inside, { ...ref, ...observed, ...came, apolloId: id, nameAsked: attempt.nameAsked });
  }
}

async function settleCredits(
  tx: Tx,
  { id, workspaceId }: { id: string; workspaceId: string },
  findings: Findings,
): Promise<void> {
  const { creditsReported, phones } = findings;
  const settlement = { attemptId: id, workspaceId, creditsReported };
  if (findings.kind === "waterfall") return settleWaterfallCredits(tx, settlement);
  return settlePhoneCredits(tx, { ...settlement, mobileDelivered: phones.some(({ type }) => type === "mobile") });
}
