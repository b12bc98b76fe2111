import "server-only";
import { parseCallback, type Callback } from "@/lib/apollo/callback";
import { inTransaction, type Tx } from "@/lib/db/client";
import type { DeliveryKind, DeliveryState } from "@/lib/deliveries/delivery";
import { eventsOf, type Arrived } from "@/lib/deliveries/server/arrival-events";
import { findBodyBars, withoutLeftOut } from "@/lib/deliveries/server/find-body-bar";
import { lockAttempts, type LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import { mergeAllFindings, type Received } from "@/lib/deliveries/server/merge-findings";
import { kindOf, readDelivery, type Findings, type Reading } from "@/lib/deliveries/server/read-delivery";
import { routeBulk, type Routed } from "@/lib/deliveries/server/route-bulk";
import { settleArrivals } from "@/lib/deliveries/server/settle-arrival";
import type { LiveEvent } from "@/lib/live/live-event";
import { log } from "@/lib/log/log";
import { copyArrivals, holdPeopleOf, settleUnknownByCallback } from "@/lib/lookups/server/attempt-phone-store";
import { pollNow, pollSkippedNow } from "@/lib/lookups/server/attempt-poll-store";
import type { Barred } from "@/lib/lookups/server/find-bar";
import { bookUnclaimedPhones } from "@/lib/lookups/server/book-unclaimed-phones";
import { settleAllFollowers } from "@/lib/lookups/server/settle-followers";

/** `held`: its attempt is being settled by someone else at this moment; to be tried again soon. */
export type Applied = {
  outcome: "done" | "held";
  events: LiveEvent[];
  /** Parts of it are to be applied to others now. */
  isRouted?: boolean;
};

export const HELD: Applied = { outcome: "held", events: [] };
const NOTHING: Applied = { outcome: "done", events: [] };

type Waiting = { id: string; attemptId: string };

/** The same of one. */
export async function applyDelivery(waiting: Waiting, now: Date): Promise<Applied> {
  return (await applyTogether([waiting], now)).get(waiting.id) ?? HELD;
}

/**
 * Applies received bodies of one workspace, each of another attempt, to their attempts, people and ledger, in one commit.
 * Applying them again, or in another order with others, changes nothing more. Every body but a held one ends in a state other
 * than `received`. By the body's id; held are those that are not named.
 */
export function applyTogether(waiting: readonly Waiting[], now: Date): Promise<Map<string, Applied>> {
  return inTransaction(async (tx) => {
    const locked = await lockAttempts(
      tx,
      waiting.map(({ attemptId }) => attemptId),
    );
    const attempts = new Map(locked.filter((one) => !one.isBeingSent).map((one) => [one.id, one]));
    const due = waiting.filter(({ attemptId }) => attempts.has(attemptId));
    const bodies = await readReceived(tx, due);
    const applied = new Map<string, Applied>(due.map(({ id }) => [id, NOTHING]));
    const own: Own[] = [];
    const shared = new Map<string, { workspaceId: string; bulkCallId: string }>();
    for (const { id, attemptId } of due) {
      const attempt = attempts.get(attemptId);
      const whole = bodies.get(id);
      if (!whole || !attempt) continue;
      const read = await readOwn(tx, attempt, whole);
      applied.set(id, { ...NOTHING, isRouted: read.isRouted });
      if (!(await endUnread(tx, read, now))) own.push(read);
      const { workspaceId, bulkCallId } = attempt;
      if (read.hasUnclaimed && bulkCallId !== null) shared.set(bulkCallId, { workspaceId, bulkCallId });
    }
    for (const [id, events] of await applyRead(tx, own, now))
      applied.set(id, { ...NOTHING, ...applied.get(id), events });
    for (const call of shared.values()) await bookUnclaimedPhones(tx, call);
    return applied;
  });
}

type Body = Received & { via: string };
type Own = Omit<Routed, "part"> & {
  attempt: LockedAttempt;
  received: Received;
  callback: Callback;
  isRouted: boolean;
  isPolled: boolean;
};

async function readReceived(tx: Tx, waiting: readonly Waiting[]): Promise<Map<string, Body>> {
  if (waiting.length === 0) return new Map();
  const rows = await tx.delivery.findMany({
    where: { state: "received", OR: waiting.map(({ id, attemptId }) => ({ id, attemptId })) },
    select: { id: true, body: true, receivedAt: true, via: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function readingOf({ attempt, callback, isPolled, isOwn }: Own): Reading {
  const { isErased } = attempt;
  // An address that several share proves nothing of the one whose attempt it stands with.
  const isUnanswered = attempt.isUnanswered && (isOwn || isErased);
  // Of an erased attempt nobody knows any more whom it asked for: its token alone says whose body it is.
  return readDelivery(callback, { ...attempt, isUnanswered, isPolled: (isPolled && isOwn) || isErased });
}

/** Ends what brings nothing to merge or to settle. False: it brings something. */
async function endUnread(tx: Tx, own: Own, now: Date): Promise<boolean> {
  const { attempt, received, callback, isRouted, isPolled } = own;
  const { id } = received;
  const reading = readingOf(own);
  const kind = kindOf(reading);
  const isEmpty = !("people" in callback) || callback.people.length === 0;
  if (isRouted && isEmpty) return end(tx, id, { ...FOR_OTHERS, kind, now });
  if ("arrival" in reading) return false;
  if (attempt.isErased) return end(tx, id, { ...DROPPED, kind, reason: "erased", now });
  if (reading.kind === "ping") return end(tx, id, { state: "applied", kind, reason: "it names nobody", now });
  const put = { deliveryId: id, attemptId: attempt.id, kind: reading.kind };
  log.warn(put, "a delivery was put aside: it needs a person's look");
  if (!isPolled) await pollNow(tx, attempt);
  return end(tx, id, { state: ASIDE[reading.kind], kind, reason: reading.reason, now });
}

/** Of the bodies that bring something: what the pages are to be told, by the body's id. */
async function applyRead(tx: Tx, own: readonly Own[], now: Date): Promise<Map<string, LiveEvent[]>> {
  const workspaceId = own[0]?.attempt.workspaceId;
  if (workspaceId === undefined) return new Map();
  const found = own.flatMap((one) => {
    const findings = readingOf(one);
    return "arrival" in findings ? [{ ...one, findings }] : [];
  });
  const barreds = await findBodyBars(tx, workspaceId, found);
  const applying = found.map((one, at) => ({ ...one, barred: barreds[at] ?? { bar: null, leftOut: [] }, now }));
  const arrived = await applyFindings(tx, workspaceId, applying);
  await endApplied(tx, applying);
  return new Map(applying.map(({ received }, at) => [received.id, eventsOf(arrived[at] ?? NOBODY)]));
}

const NOBODY: Arrived = { workspaceId: "", lookups: [], personId: null, hasPhones: false };

/** All that end alike in one statement. */
async function endApplied(tx: Tx, applied: readonly Application[]): Promise<void> {
  const ends = applied.map(({ barred, attempt, findings, received, now }) => {
    const columns = { ...endOf(barred, attempt), kind: kindOf(findings), appliedAt: now };
    return { id: received.id, columns };
  });
  const textOf = ({ state, kind, reason, body }: (typeof ends)[number]["columns"]) =>
    [state, kind, reason, body === undefined].join();
  for (const alike of Map.groupBy(ends, ({ columns }) => textOf(columns)).values()) {
    const [first] = alike;
    const where = { id: { in: alike.map(({ id }) => id) }, state: "received" };
    if (first) await tx.delivery.updateMany({ where, data: first.columns });
  }
}

const FOR_OTHERS = { state: "applied", reason: "it names others of the same call", body: new Uint8Array() } as const;

/** What of the body is for this attempt. Of a bulk call's the others have theirs, and no more than its own is kept with it. */
async function readOwn(tx: Tx, attempt: LockedAttempt, whole: Body): Promise<Own> {
  const callback = parseCallback(whole.body);
  const isPolled = whole.via === "poll";
  const { part, ...found } = await routeBulk(tx, attempt, { received: whole, callback });
  if (!part) return { attempt, received: whole, callback, isRouted: false, isPolled, ...found };
  const body = new Uint8Array(part);
  await tx.delivery.updateMany({ where: { id: whole.id, state: "received" }, data: { body } });
  return { attempt, received: { ...whole, body }, callback: parseCallback(body), isRouted: true, isPolled, ...found };
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

async function end(tx: Tx, id: string, { now, ...columns }: End): Promise<true> {
  await tx.delivery.updateMany({ where: { id, state: "received" }, data: { ...columns, appliedAt: now } });
  return true;
}

type Application = Own & { findings: Findings; barred: Barred; now: Date };

async function applyFindings(tx: Tx, workspaceId: string, applying: readonly Application[]): Promise<Arrived[]> {
  const attemptIds = applying.map(({ attempt }) => attempt.id);
  await holdPeopleOf(tx, workspaceId, attemptIds);
  for (const one of applying.filter(isProof)) await settleProof(tx, one);
  const merging = applying.filter((one) => isKept(one) && (one.findings.arrival === "delivered" || isProof(one)));
  const personIds = await mergeAllFindings(
    tx,
    workspaceId,
    merging.map((one) => ({ ...one, findings: withoutLeftOut(one.findings, one.barred.leftOut) })),
  );
  await settleArrivals(tx, workspaceId, applying);
  const copies = attemptIds.map((attemptId) => ({ attemptId, personId: personIds.get(attemptId) ?? null }));
  const lookups = Map.groupBy(await copyArrivals(tx, workspaceId, copies), ({ attemptId }) => attemptId);
  await settleAllFollowers(tx, workspaceId, attemptIds);
  for (const { attempt } of applying.filter(isProof)) await pollSkippedNow(tx, { id: attempt.id, workspaceId });
  return applying.map((one) => ({
    ...{ workspaceId, lookups: lookups.get(one.attempt.id) ?? [], personId: personIds.get(one.attempt.id) ?? null },
    hasPhones: isKept(one) && one.findings.phones.length > 0,
  }));
}

const isKept = ({ barred, attempt }: Application) => barred.bar === null && attempt.keptApart === null;
const isProof = ({ attempt, findings }: Application) => attempt.isUnanswered && findings.apolloId !== null;

async function settleProof(tx: Tx, { attempt, findings, barred, now }: Application): Promise<void> {
  const ref = { id: attempt.id, workspaceId: attempt.workspaceId };
  await settleUnknownByCallback(tx, { ref, now, ...proofOf(barred, findings.apolloId ?? "") });
}

/** What a lookup whose answer never came turns out to have found. */
function proofOf({ bar }: Barred, apolloId: string) {
  if (!bar) return { apolloId, outcome: "matched", errorCode: null } as const;
  const outcome = bar.reason === "erased" ? ("erased" as const) : ("suppressed" as const);
  return { apolloId: null, outcome, errorCode: bar.reason };
}
