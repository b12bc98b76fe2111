import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { INSTALLATION_SCOPE } from "@/lib/privacy/retention";
import { openRuns } from "@/lib/privacy/server/retention-run-store";
import { maySetInstallation } from "@/lib/privacy/server/set-retention";

/** Admin: has what is old enough removed now, of this workspace and, from a live one, of the installation. Joins a run under way. */
export async function requestRetention(viewer: Viewer): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  await openRuns(db, maySetInstallation(viewer) ? [workspaceId, INSTALLATION_SCOPE] : [workspaceId], userId);
}

/** The night's run, of every workspace and the installation. */
export async function requestNightlyRetention(): Promise<void> {
  const workspaces = await db.workspace.findMany({ select: { id: true } });
  await openRuns(db, [...workspaces.map(({ id }) => id), INSTALLATION_SCOPE], null);
}
