import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { RunRef } from "@/lib/runs/schema";

/** Whose run it is, and admins: goes on with what was paused. */
export function resumeRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  return Promise.reject(new TypeError(`${runId} of ${viewer.workspaceId}: not written yet`));
}
