import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { RunRef } from "@/lib/runs/schema";

/** Whose run it is, and admins: what was not sent yet never will be. */
export function stopRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  return Promise.reject(new TypeError(`${runId} of ${viewer.workspaceId}: not written yet`));
}
