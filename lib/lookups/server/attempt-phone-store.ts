import "server-only";
import { chargeProfile } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { addArrivals } from "@/lib/lists/server/add-arrivals";
import type { PendingState } from "@/lib/lookups/lookup";
import { copyToLookups, moveAttempt, type SharedLookup } from "@/lib/lookups/server/attempt-store";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";

export type AttemptRef = { id: string; workspaceId: string };

/** What a callback can end a wait with. */
export type Arrival = Extract<PendingState, "delivered" | "none_found" | "failed">;
export type PhoneEnd = Arrival | "expired";

/** Ranked, so that callbacks in any order end in one state: what was delivered stays delivered. */
const GIVES_WAY: Record<PhoneEnd, PendingState[]> = {
  delivered: ["not_asked", "waiting", "none_found", "failed", "late", "expired"],
  none_found: ["waiting", "failed", "late", "expired"],
  failed: ["waiting", "late", "expired"],
  expired: ["waiting", "late"],
};

/** The same of one attempt. */
export function holdPeople(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  return holdPeopleOf(tx, workspaceId, [id]);
}

/**
 * Holds the people of these attempts' lookups until the transaction ends. People come before budgets and lookups for
 * everyone, so that two bodies about one person never wait for each other.
 */
export async function holdPeopleOf(tx: Tx, workspaceId: string, attemptIds: readonly string[]): Promise<void> {
  // As an array: of a subquery the planner may think so ill that it reads the workspace's every person.
  await tx.$queryRaw`
    SELECT id FROM person
     WHERE id = ANY (ARRAY(SELECT person_id FROM lookup WHERE attempt_id = ANY (${attemptIds}) AND workspace_id = ${workspaceId}))
       AND workspace_id = ${workspaceId} ORDER BY id FOR NO KEY UPDATE`;
}

/** Compare-and-set. Returns false when a stronger word stands already. */
export async function movePhoneState(tx: Tx, { id, workspaceId }: AttemptRef, to: PhoneEnd): Promise<boolean> {
  return (await movePhoneStates(tx, { workspaceId, ids: [id], to })) === 1;
}

type PhoneEnds = { workspaceId: string; ids: readonly string[]; to: PhoneEnd };

/** The same of several attempts. Returns how many were moved. */
export async function movePhoneStates(tx: Tx, { workspaceId, ids, to }: PhoneEnds): Promise<number> {
  if (ids.length === 0) return 0;
  const where = { id: { in: [...ids] }, workspaceId, phoneState: { in: GIVES_WAY[to] } };
  const { count } = await tx.attempt.updateMany({ where, data: { phoneState: to } });
  return count;
}

/** A reveal may come in several bodies; the slowest that was ever measured took minutes (docs/apollo-contract.md §0.8). */
const PARTS = { comeWithin: "15 minutes", polledAfter: "2 minutes" } as const;

/**
 * Phones came without a mobile: what one would cost stays held for as long as another part may bring it. That part's
 * callback may be lost like any other, so the poll is asked for the whole. Nothing is held for a mobile that is paid for.
 */
export async function holdForMobile(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE attempt SET hold_until = now() + ${PARTS.comeWithin}::interval,
           poll_at = CASE WHEN request_id IS NOT NULL THEN least(poll_at, now() + ${PARTS.polledAfter}::interval) END
     WHERE id = ANY (${ids}) AND workspace_id = ${workspaceId}
       AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = attempt.id AND e.part = 'phone')`;
}

/** No mobile is waited for any more. Returns false when none was. */
export async function holdNoLonger(tx: Tx, { id, workspaceId }: AttemptRef): Promise<boolean> {
  return (await holdNoneLonger(tx, workspaceId, [id])) === 1;
}

/** The same of several attempts. Returns of how many one was waited for. */
export async function holdNoneLonger(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const where = { id: { in: [...ids] }, workspaceId, holdUntil: { not: null } };
  const { count } = await tx.attempt.updateMany({ where, data: { holdUntil: null } });
  return count;
}

/** Compare-and-set. Returns false when a stronger word stands already. */
export async function moveWaterfallState(tx: Tx, { id, workspaceId }: AttemptRef, to: Arrival): Promise<boolean> {
  const where = { id, workspaceId, waterfallState: { in: GIVES_WAY[to] } };
  const { count } = await tx.attempt.updateMany({ where, data: { waterfallState: to } });
  return count === 1;
}

/** Keeps a reported cost that cannot be. Of several the first in the order of text, whatever the order of their bodies. */
export async function noteOddCost(tx: Tx, { id, workspaceId }: AttemptRef, reported: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET odd_cost = least(odd_cost, ${reported}) WHERE id = ${id} AND workspace_id = ${workspaceId}`;
}

type Proof = {
  ref: AttemptRef;
  /** Null where nobody may know whom it found. */
  apolloId: string | null;
  outcome: "matched" | "suppressed" | "erased";
  errorCode: string | null;
  now: Date;
};

/**
 * A callback for an attempt whose answer never came proves that it was accepted: it becomes `matched` and its profile is
 * charged, also where usage figures or a person had settled it otherwise. Returns false when its answer came after all.
 */
export async function settleUnknownByCallback(
  tx: Tx,
  { ref, apolloId, outcome, errorCode, now }: Proof,
): Promise<boolean> {
  const isOurs = await moveAttempt(tx, {
    ...ref,
    from: ["unknown", "sending"],
    to: "matched",
    set: { returnedApolloId: apolloId, resolution: "callback", errorCode: null, errorDetail: null, settledAt: now },
  });
  if (!isOurs) return false;
  await chargeProfile(tx, { workspaceId: ref.workspaceId, attemptId: ref.id });
  await copyToLookups(tx, ref, { outcome, errorCode, settledAt: now });
  return true;
}

type ArrivedFor = { attemptId: string; personId: string | null };

/** Gives attempts' lookups their person where they have none, and their states. Returns them with who asked and for whom. */
export async function copyArrivals(
  tx: Tx,
  workspaceId: string,
  arrived: readonly ArrivedFor[],
): Promise<(SharedLookup & { attemptId: string })[]> {
  const lookups = await tx.$queryRaw<(SharedLookup & { attemptId: string; isNews: boolean })[]>`
    UPDATE lookup l SET person_id = coalesce(l.person_id, g."personId"), phone_state = a.phone_state,
                        waterfall_state = a.waterfall_state
      FROM jsonb_to_recordset(${asRows(arrived)}) AS g ("attemptId" text, "personId" text)
      JOIN attempt a ON a.id = g."attemptId" AND a.workspace_id = ${workspaceId}
     WHERE l.attempt_id = a.id AND l.attempt_id = ANY (${arrived.map(({ attemptId }) => attemptId)})
       AND l.workspace_id = ${workspaceId}
    RETURNING l.id, l.user_id AS "userId", l.person_id AS "personId", l.attempt_id AS "attemptId",
              g."personId" IS NOT NULL
                AND (SELECT before.person_id FROM lookup before WHERE before.id = l.id) IS NULL AS "isNews"`;
  // Of whom it was known before: a member may have taken them out of the list since.
  const lookupIds = lookups.flatMap(({ id, isNews }) => (isNews ? [id] : []));
  if (lookupIds.length > 0) await addArrivals(tx, { workspaceId, lookupIds });
  await refreshPhoneStates(
    tx,
    workspaceId,
    lookups.flatMap((lookup) => lookup.personId ?? []),
  );
  return lookups.map(({ isNews: _, ...lookup }) => lookup);
}
