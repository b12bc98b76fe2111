import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { RunRef } from "@/lib/runs/schema";

/** Admins: a run that waits is not started. */
export function declineRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  return Promise.reject(new TypeError(`${runId} of ${viewer.workspaceId}: not written yet`));
}
