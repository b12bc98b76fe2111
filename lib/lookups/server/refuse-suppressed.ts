import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { findBar } from "@/lib/lookups/server/find-bar";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { writeLookup, type AskedLookup } from "@/lib/lookups/server/write-lookup";

/** Refuses a lookup of somebody on the suppression list, for nothing. Returns its id, or null when they are not on it. */
export async function refuseSuppressed(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<string | null> {
  const { workspaceId, userId } = viewer;
  const { bar } = await findBar(tx, workspaceId, asked);
  if (!bar) return null;
  const standing = { outcome: "suppressed", errorCode: bar.reason, settledAt: new Date() };
  const id = await writeLookup(tx, viewer, { ...asked, standing });
  await notifyLookups(tx, workspaceId, [{ id, userId }]);
  return id;
}
