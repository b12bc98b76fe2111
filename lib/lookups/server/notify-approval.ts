import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyAllChanged } from "@/lib/live/notify-changed";

/** Tells admins that their queue has changed and, where someone has decided, whoever asked. */
export async function notifyApproval(
  tx: Tx,
  { workspaceId, lookupId, decidedFor }: { workspaceId: string; lookupId: string; decidedFor?: string },
): Promise<void> {
  const ids = [lookupId];
  await notifyAllChanged(tx, [
    { workspaceId, kind: "approval", ids },
    ...(decidedFor === undefined ? [] : [{ workspaceId, kind: "approval_decided" as const, ids, userId: decidedFor }]),
  ]);
}
