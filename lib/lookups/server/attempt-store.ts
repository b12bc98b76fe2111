import "server-only";
import type { Prisma, Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import { addArrivals } from "@/lib/lists/server/add-arrivals";
import { OUTSTANDING_STATES, type AttemptState, type PendingState } from "@/lib/lookups/lookup";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";

export type NewAttempt = {
  id: string;
  workspaceId: string;
  apiKeyId: string;
  identity: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  request: Prisma.InputJsonObject;
  requestedApolloId: string | null;
  phoneState: PendingState;
  waterfallState: PendingState;
};

/**
 * Writes the attempt with its callback token's hash: `sending`, which must be committed before the call is made, or
 * `reserved` until `sendAfter`. Returns false when an identical one is under way already: the database holds one at most.
 */
export async function createAttempt(tx: Tx, attempt: NewAttempt, sendAfter: Date | null): Promise<boolean> {
  const now = await readClock(tx);
  const state = sendAfter
    ? { state: "reserved", sendAfter }
    : { state: "sending", sends: 1, sentAt: now, sender: INSTANCE_ID };
  const { count } = await tx.attempt.createMany({
    data: [{ ...attempt, ...state, createdAt: now }],
    skipDuplicates: true,
  });
  return count === 1 && !(await withdrawLate(tx, attempt));
}

/**
 * Takes the attempt back when an identical one came, was carried out and was settled since it was asked whether one is under
 * way: that one's answer is shared.
 */
async function withdrawLate(tx: Tx, { id, workspaceId }: NewAttempt): Promise<boolean> {
  const count = await tx.$executeRaw`
    DELETE FROM attempt a
     WHERE a.id = ${id} AND a.workspace_id = ${workspaceId}
       AND EXISTS (SELECT FROM attempt b WHERE b.workspace_id = a.workspace_id AND b.identity = a.identity AND b.id <> a.id
                      AND b.state IN ('matched', 'no_match') AND b.erased_at IS NULL
                      AND b.settled_at > now() - interval '10 seconds')`;
  return count === 1;
}

type Move = {
  id: string;
  workspaceId: string;
  from: readonly AttemptState[];
  to: AttemptState;
  /** Given: only the sender that holds the attempt's latest claim may move it. */
  sends?: number | undefined;
  set?: Omit<Prisma.AttemptUpdateManyMutationInput, "state" | "phoneState" | "waterfallState">;
};

/** Compare-and-set. Returns false when someone else moved the attempt first; the caller then stops. */
export async function moveAttempt(tx: Tx, { id, workspaceId, from, to, sends, set }: Move): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, workspaceId, state: { in: [...from] }, ...(sends !== undefined && { sends }) },
    data: { ...set, state: to },
  });
  return count === 1;
}

type PendingMove = { id: string; workspaceId: string; phone?: PendingState; waterfall?: PendingState };

/** Ends what is still waited for, and the poll with it. A callback that came first keeps its word. */
export async function endWaiting(tx: Tx, { id, workspaceId, phone, waterfall }: PendingMove): Promise<void> {
  const outstanding = { in: OUTSTANDING_STATES };
  if (phone) {
    await tx.attempt.updateMany({ where: { id, workspaceId, phoneState: outstanding }, data: { phoneState: phone } });
  }
  if (waterfall) {
    const where = { id, workspaceId, waterfallState: outstanding };
    await tx.attempt.updateMany({ where, data: { waterfallState: waterfall } });
  }
  await stopPolling(tx, { id, workspaceId });
}

/** Nothing more is asked of the provider once nothing is waited for, a mobile after other phones included. */
export async function stopPolling(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  const nothing = { notIn: OUTSTANDING_STATES };
  await tx.attempt.updateMany({
    where: { id, workspaceId, pollAt: { not: null }, holdUntil: null, phoneState: nothing, waterfallState: nothing },
    data: { pollAt: null },
  });
}

type LookupCopy = Pick<Prisma.LookupUncheckedUpdateManyInput, "outcome" | "personId" | "errorCode" | "settledAt">;
export type SharedLookup = { id: string; userId: string; personId: string | null };

/**
 * Copies an attempt's states, its key, and what else is given, to every lookup that shares it, and lets their people's phone state
 * follow. A person who is told of becomes known with it. Returns those lookups with who asked and for whom.
 */
export async function copyToLookups(
  tx: Tx,
  ref: { id: string; workspaceId: string },
  copy: LookupCopy,
): Promise<SharedLookup[]> {
  const { id: attemptId, workspaceId } = ref;
  const attempt = await tx.attempt.findFirst({
    where: { id: attemptId, workspaceId },
    select: { phoneState: true, waterfallState: true, apiKeyId: true },
  });
  if (!attempt) return [];
  const lookups = await tx.lookup.updateManyAndReturn({
    where: { attemptId, workspaceId },
    data: { ...copy, ...attempt },
    select: { id: true, userId: true, personId: true },
  });
  const people = lookups.flatMap(({ personId }) => personId ?? []);
  await refreshPhoneStates(tx, workspaceId, people);
  if (copy.personId) await addArrivals(tx, { workspaceId, lookupIds: lookups.map(({ id }) => id) });
  return lookups;
}
