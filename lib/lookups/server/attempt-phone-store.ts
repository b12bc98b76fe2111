import "server-only";
import { chargeProfile } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
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

/**
 * Holds the people of an attempt's lookups until the transaction ends. People come before budgets and lookups for
 * everyone, so that two bodies about one person never wait for each other.
 */
export async function holdPeople(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  // As an array: of a subquery the planner may think so ill that it reads the workspace's every person.
  await tx.$queryRaw`
    SELECT id FROM person
     WHERE id = ANY (ARRAY(SELECT person_id FROM lookup WHERE attempt_id = ${id} AND workspace_id = ${workspaceId}))
       AND workspace_id = ${workspaceId} ORDER BY id FOR NO KEY UPDATE`;
}

/** Compare-and-set. Returns false when a stronger word stands already. */
export async function movePhoneState(tx: Tx, { id, workspaceId }: AttemptRef, to: PhoneEnd): Promise<boolean> {
  const where = { id, workspaceId, phoneState: { in: GIVES_WAY[to] } };
  const { count } = await tx.attempt.updateMany({ where, data: { phoneState: to } });
  return count === 1;
}

/** A reveal may come in several bodies; the slowest that was ever measured took minutes (docs/apollo-contract.md §0.8). */
const PARTS = { comeWithin: "15 minutes", polledAfter: "2 minutes" } as const;

/**
 * Phones came without a mobile: what one would cost stays held for as long as another part may bring it. That part's
 * callback may be lost like any other, so the poll is asked for the whole. Nothing is held for a mobile that is paid for.
 */
export async function holdForMobile(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET hold_until = now() + ${PARTS.comeWithin}::interval,
           poll_at = CASE WHEN request_id IS NOT NULL THEN least(poll_at, now() + ${PARTS.polledAfter}::interval) END
     WHERE id = ${id} AND workspace_id = ${workspaceId}
       AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = ${id} AND e.part = 'phone')`;
}

/** No mobile is waited for any more. Returns false when none was. */
export async function holdNoLonger(tx: Tx, { id, workspaceId }: AttemptRef): Promise<boolean> {
  const where = { id, workspaceId, holdUntil: { not: null } };
  const { count } = await tx.attempt.updateMany({ where, data: { holdUntil: null } });
  return count === 1;
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

/** Gives an attempt's lookups their person where they have none, and its states. Returns them with who asked and for whom. */
export async function copyArrival(tx: Tx, ref: AttemptRef, personId: string | null): Promise<SharedLookup[]> {
  const { id: attemptId, workspaceId } = ref;
  const lookups = await tx.$queryRaw<(SharedLookup & { wasWithout: boolean })[]>`
    UPDATE lookup l SET person_id = coalesce(l.person_id, ${personId}), phone_state = a.phone_state,
                        waterfall_state = a.waterfall_state
      FROM attempt a
     WHERE a.id = ${attemptId} AND l.attempt_id = ${attemptId} AND a.workspace_id = ${workspaceId} AND l.workspace_id = ${workspaceId}
    RETURNING l.id, l.user_id AS "userId", l.person_id AS "personId",
              (SELECT before.person_id FROM lookup before WHERE before.id = l.id) IS NULL AS "wasWithout"`;
  // Of whom it was known before: a member may have taken them out of the list since.
  const lookupIds = lookups.flatMap(({ id, wasWithout }) => (wasWithout ? [id] : []));
  if (personId !== null && lookupIds.length > 0) await addArrivals(tx, { workspaceId, lookupIds });
  await refreshPhoneStates(
    tx,
    workspaceId,
    lookups.flatMap((lookup) => lookup.personId ?? []),
  );
  return lookups;
}
