import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import { endApproval } from "@/lib/lookups/server/end-approval";

const BATCH_MAX = 200;

/** Gives up what nobody decided on in time. Returns how many. Safe with any number of workers. */
export async function expireApprovals(): Promise<number> {
  const due = await db.$queryRaw<{ lookupId: string; workspaceId: string }[]>`
    SELECT lookup_id AS "lookupId", workspace_id AS "workspaceId" FROM approval
     WHERE state = 'requested' AND expires_at <= now() ORDER BY expires_at LIMIT ${BATCH_MAX}`;
  let expired = 0;
  for (const ref of due) {
    if (await inTransaction((tx) => endApproval(tx, { ...ref, to: "expired" }))) expired += 1;
  }
  return expired;
}
