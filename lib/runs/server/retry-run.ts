import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { RetryRunInput } from "@/lib/runs/schema";

/** Whose run it is, and admins: sends rows again that failed, or that were never sent. Returns how many. */
export function retryRun(viewer: Viewer, { runId }: RetryRunInput): Promise<{ rows: number }> {
  return Promise.reject(new TypeError(`${runId} of ${viewer.workspaceId}: not written yet`));
}
