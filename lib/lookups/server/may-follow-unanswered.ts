import "server-only";
import type { Tx } from "@/lib/db/client";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

/**
 * Whether a call of this workspace, made within the day before and still without an answer, may be the one whose
 * callback brings this attempt's numbers: nobody can say whom it found.
 */
export async function mayFollowUnanswered(tx: Tx, { id, workspaceId }: AttemptRef): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM attempt own JOIN attempt e ON e.workspace_id = own.workspace_id
     WHERE own.id = ${id} AND own.workspace_id = ${workspaceId} AND e.id <> own.id
       AND e.settled_at IS NULL AND e.state IN ('sending', 'unknown') AND e.returned_apollo_id IS NULL
       AND e.phone_state IN ('waiting', 'late')
       AND e.created_at BETWEEN own.created_at - interval '1 day' AND own.created_at LIMIT 1`;
  return rows.length > 0;
}
