import "server-only";
import type { Tx } from "@/lib/db/client";
import { endWaiting } from "@/lib/lookups/server/attempt-store";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { OUTSTANDING_STATES, PENDING_STATES } from "@/lib/lookups/lookup";

/**
 * The provider skips a reveal while an earlier one for the same person is under way: its callback brings the numbers for
 * both (docs/apollo-contract.md §0.11). Links this attempt to the one of ours that asked first; where someone outside
 * asked, the phone stays waiting and is polled for.
 */
export async function linkToEarlier(
  tx: Tx,
  { id, workspaceId }: { id: string; workspaceId: string },
  apolloId: string,
): Promise<void> {
  const [earlier] = await tx.$queryRaw<{ id: string; phoneState: string }[]>`
    SELECT id, phone_state AS "phoneState" FROM attempt
     WHERE workspace_id = ${workspaceId} AND id <> ${id} AND linked_attempt_id IS NULL
       AND (returned_apollo_id = ${apolloId} OR requested_apollo_id = ${apolloId})
       AND phone_state IN ('waiting', 'late', 'delivered', 'none_found')
       AND created_at > now() - interval '1 day'
     ORDER BY created_at DESC LIMIT 1 FOR SHARE`;
  if (!earlier) return;
  await tx.attempt.updateMany({ where: { id, workspaceId }, data: { linkedAttemptId: earlier.id } });
  // Its own request brings no phone: only a waterfall's result is still to be asked for.
  const where = { id, workspaceId, waterfallState: { notIn: OUTSTANDING_STATES } };
  await tx.attempt.updateMany({ where, data: { pollAt: null } });
  const state = wordOf(PENDING_STATES, earlier.phoneState);
  if (!OUTSTANDING_STATES.includes(state)) await endWaiting(tx, { id, workspaceId, phone: state });
}
