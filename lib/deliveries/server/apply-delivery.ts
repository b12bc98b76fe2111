import "server-only";
import { parseCallback, type Callback } from "@/lib/apollo/callback";
import { inTransaction, type Tx } from "@/lib/db/client";
import type { DeliveryKind, DeliveryState } from "@/lib/deliveries/delivery";
import { eventsOf, type Arrived } from "@/lib/deliveries/server/arrival-events";
import { findBodyBar, withoutLeftOut } from "@/lib/deliveries/server/find-body-bar";
import { lockAttempt, type LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import { mergeFindings, type Received } from "@/lib/deliveries/server/merge-findings";
import { kindOf, readDelivery, type Findings, type Reading } from "@/lib/deliveries/server/read-delivery";
import { routeBulk } from "@/lib/deliveries/server/route-bulk";
import { settleArrival } from "@/lib/deliveries/server/settle-arrival";
import type { LiveEvent } from "@/lib/live/live-event";
import { log } from "@/lib/log/log";
import { copyArrival, holdPeople, settleUnknownByCallback } from "@/lib/lookups/server/attempt-phone-store";
import { pollNow, pollSkippedNow } from "@/lib/lookups/server/attempt-poll-store";
import type { Barred } from "@/lib/lookups/server/find-bar";
import { settleFollowers } from "@/lib/lookups/server/settle-followers";

/** `held`: its attempt is being settled by someone else at this moment; to be tried again soon. */
export type Applied = {
  outcome: "done" | "held";
  events: LiveEvent[];
  /** Parts of it are to be applied to others now. */
  isRouted?: boolean;
};

const HELD: Applied = { outcome: "held", events: [] };
const NOTHING: Applied = { outcome: "done", events: [] };

/**
 * Applies one received body to its attempt, person and ledger, in one commit. Applying it again, or in another order with
 * others, changes nothing more. Every body but a held one ends in a state other than `received`.
 */
export function applyDelivery({ id, attemptId }: { id: string; attemptId: string }, now: Date): Promise<Applied> {
  return inTransaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId);
    if (!attempt || attempt.isBeingSent) return HELD;
    const whole = await tx.delivery.findFirst({
      where: { id, attemptId, state: "received" },
      select: { id: true, body: true, receivedAt: true, via: true },
    });
    if (!whole) return NOTHING;
    const { isRouted, ...own } = await readOwn(tx, attempt, whole);
    return { ...(await applyOwn(tx, attempt, { ...own, isRouted, isPolled: whole.via === "poll", now })), isRouted };
  });
}

type Own = { received: Received; callback: Callback; isRouted: boolean; isPolled: boolean; now: Date };

async function applyOwn(tx: Tx, attempt: LockedAttempt, { received, callback, isRouted, isPolled, now }: Own) {
  const { id } = received;
  // Of an erased attempt nobody knows any more whom it asked for: its token alone says whose body it is.
  const reading = readDelivery(callback, { ...attempt, isPolled: isPolled || attempt.isErased });
  const kind = kindOf(reading);
  if (isRouted && (!("people" in callback) || callback.people.length === 0))
    return end(tx, id, { ...FOR_OTHERS, kind, now });
  if (attempt.isErased && reading.kind !== "phone" && reading.kind !== "waterfall")
    return end(tx, id, { ...DROPPED, kind, reason: "erased", now });
  if (reading.kind === "ping") return end(tx, id, { state: "applied", kind, reason: "it names nobody", now });
  if (reading.kind === "unreadable" || reading.kind === "mismatch") {
    log.warn(
      { deliveryId: id, attemptId: attempt.id, kind: reading.kind },
      "a delivery was put aside: it needs a person's look",
    );
    if (!isPolled) await pollNow(tx, attempt);
    return end(tx, id, { state: ASIDE[reading.kind], kind, reason: reading.reason, now });
  }
  const barred = await findBodyBar(tx, attempt, { callback, findings: reading });
  const events = eventsOf(await applyFindings(tx, { attempt, received, findings: reading, isPolled, barred, now }));
  await end(tx, id, { ...endOf(barred, attempt), kind, now });
  return { ...NOTHING, events };
}

const FOR_OTHERS = { state: "applied", reason: "it names others of the same call", body: new Uint8Array() } as const;

/** What of the body is for this attempt. Of a bulk call's the others have theirs, and no more than its own is kept with it. */
async function readOwn(tx: Tx, attempt: LockedAttempt, whole: Received & { via: string }) {
  const callback = parseCallback(whole.body);
  const own = await routeBulk(tx, attempt, { received: whole, callback });
  if (!own) return { received: whole, callback, isRouted: false };
  const body = new Uint8Array(own);
  await tx.delivery.updateMany({ where: { id: whole.id, state: "received" }, data: { body } });
  return { received: { ...whole, body }, callback: parseCallback(body), isRouted: true };
}

const ASIDE = { unreadable: "quarantined", mismatch: "mismatch" } as const satisfies Partial<
  Record<Reading["kind"], DeliveryState>
>;

const DROPPED = { state: "dropped", body: new Uint8Array() } as const;
const LEFT_OUT = "what is on the suppression list was left out, and the body is not kept";

/** A body of which something may not be kept is not kept at all. */
function endOf({ bar, leftOut }: Barred, { keptApart }: LockedAttempt): Omit<End, "kind" | "now"> {
  if (bar) return { ...DROPPED, reason: bar.reason === "erased" ? "erased" : "suppressed" };
  if (leftOut.length > 0 && keptApart === null) return { state: "applied", reason: LEFT_OUT, body: new Uint8Array() };
  return { state: "applied", reason: keptApart };
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

type Application = {
  attempt: LockedAttempt;
  received: Received;
  findings: Findings;
  isPolled: boolean;
  barred: Barred;
  now: Date;
};

async function applyFindings(tx: Tx, { attempt, received, barred, now, ...arriving }: Application): Promise<Arrived> {
  const ref = { id: attempt.id, workspaceId: attempt.workspaceId };
  const { apolloId, phones, arrival } = arriving.findings;
  await holdPeople(tx, ref);
  const isProof = attempt.isUnanswered && apolloId !== null;
  if (isProof) await settleUnknownByCallback(tx, { ref, now, ...proofOf(barred, apolloId) });
  const isKept = barred.bar === null && attempt.keptApart === null;
  const findings = withoutLeftOut(arriving.findings, barred.leftOut);
  const isAboutPerson = isKept && (arrival === "delivered" || isProof);
  const personId = isAboutPerson ? await mergeFindings(tx, attempt, { received, findings }) : null;
  await settleArrival(tx, attempt, arriving);
  const lookups = await copyArrival(tx, ref, personId);
  await settleFollowers(tx, ref);
  if (isProof) await pollSkippedNow(tx, ref);
  return { workspaceId: ref.workspaceId, lookups, personId, hasPhones: isKept && phones.length > 0 };
}

/** What a lookup whose answer never came turns out to have found. */
function proofOf({ bar }: Barred, apolloId: string) {
  if (!bar) return { apolloId, outcome: "matched", errorCode: null } as const;
  const outcome = bar.reason === "erased" ? ("erased" as const) : ("suppressed" as const);
  return { apolloId: null, outcome, errorCode: bar.reason };
}
