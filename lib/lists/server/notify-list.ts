import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Tells open pages that a list changed: of a private one, its owner's alone. */
export async function notifyList(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { id, isShared }: { id: string; isShared: boolean },
): Promise<void> {
  await notifyChanged(tx, { workspaceId, kind: "list", ids: [id], ...(!isShared && { userId }) });
}
