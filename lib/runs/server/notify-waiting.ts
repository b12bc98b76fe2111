import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Tells admins that a run has come to wait for one of them, or waits no more. */
export function notifyWaiting(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  return notifyChanged(tx, { workspaceId, kind: "approval", ids: [id] });
}
