import "server-only";
import type { Tx } from "@/lib/db/client";

/** Says when a key was last used, to the minute: to write it each time would make all calls of a key wait for each other. */
export async function noteKeyUse(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE api_key SET last_used_at = now()
     WHERE id = ${id} AND workspace_id = ${workspaceId}
       AND coalesce(last_used_at, 'epoch') < now() - interval '1 minute'`;
}
