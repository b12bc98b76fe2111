import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { OUTSTANDING_STATES, PENDING_STATES, type PendingState } from "@/lib/lookups/lookup";
import { movePhoneState, type AttemptRef, type PhoneEnd } from "@/lib/lookups/server/attempt-phone-store";
import { copyToLookups, stopPolling } from "@/lib/lookups/server/attempt-store";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { wasSkipped } from "@/lib/lookups/server/was-skipped";

/**
 * Attempts that the provider skipped because this one was under way end as it ends, and their holds are given back: its
 * callback brings the numbers for all, and the charge is its own. Nothing happens while it waits. Call it after this
 * one's person is merged and its states are written.
 */
export function settleFollowers(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  return settleAllFollowers(tx, workspaceId, [id]);
}

/** The same of several attempts. */
export async function settleAllFollowers(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const { id, ...earlier } of await findFollowed(tx, workspaceId, ids))
    await settleFollowersOf(tx, { id, workspaceId }, earlier);
}

async function settleFollowersOf(tx: Tx, ref: AttemptRef, earlier: Omit<Followed, "id">): Promise<void> {
  const { id, workspaceId } = ref;
  const state = wordOf(PENDING_STATES, earlier.phoneState);
  await adoptSkipped(tx, { ...earlier, ...ref });
  const followers = await tx.attempt.findMany({ where: { linkedAttemptId: id, workspaceId }, select: { id: true } });
  for (const follower of followers) await settleFollower(tx, { id: follower.id, workspaceId }, endOf(state));
}

type Followed = { id: string; phoneState: string; returnedApolloId: string | null; createdAt: Date };

/** Not those that wait, nor those that nobody follows: of most attempts that is all there is to ask. */
function findFollowed(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Followed[]> {
  return tx.$queryRaw<Followed[]>`
    SELECT id, phone_state AS "phoneState", returned_apollo_id AS "returnedApolloId", created_at AS "createdAt"
      FROM attempt a
     WHERE id = ANY (${ids}) AND workspace_id = ${workspaceId} AND phone_state <> ALL (${OUTSTANDING_STATES})
       AND (EXISTS (SELECT FROM attempt f WHERE f.linked_attempt_id = a.id)
            OR EXISTS (SELECT FROM attempt o WHERE o.workspace_id = a.workspace_id AND o.id <> a.id
                          AND o.returned_apollo_id = a.returned_apollo_id AND o.linked_attempt_id IS NULL))
     ORDER BY id`;
}

/** Where the earlier request turned out never to have been carried out, nobody brings the follower's numbers. */
function endOf(state: PendingState): PhoneEnd {
  return state === "not_asked" || state === "waiting" || state === "late" ? "failed" : state;
}

async function settleFollower(tx: Tx, ref: AttemptRef, to: PhoneEnd): Promise<void> {
  const { id: attemptId, workspaceId } = ref;
  if (!(await movePhoneState(tx, ref, to))) return;
  await stopPolling(tx, ref);
  await releaseRemainder(tx, { attemptId, workspaceId }, "settled with the earlier lookup, which pays for both");
  await notifyStates(tx, workspaceId, await copyToLookups(tx, ref, {}));
}

type Earlier = AttemptRef & { returnedApolloId: string | null; createdAt: Date };

const DAY_MS = 86_400_000;

/** Skipped ones that could not be linked when they were answered, because nobody knew yet who this one had found. */
async function adoptSkipped(tx: Tx, { id, workspaceId, returnedApolloId, createdAt }: Earlier): Promise<void> {
  if (returnedApolloId === null) return;
  const candidates = await tx.attempt.findMany({
    where: {
      ...{ workspaceId, returnedApolloId, id: { not: id }, linkedAttemptId: null },
      phoneState: { in: [...OUTSTANDING_STATES, "failed"] },
      createdAt: { gt: createdAt, lt: new Date(createdAt.getTime() + DAY_MS) },
    },
    select: { id: true, responseBody: true },
  });
  const skipped = candidates.filter(({ responseBody }) => wasSkipped(responseBody)).map((attempt) => attempt.id);
  if (skipped.length === 0) return;
  const where = { id: { in: skipped }, workspaceId, linkedAttemptId: null };
  await tx.attempt.updateMany({ where, data: { linkedAttemptId: id } });
}
