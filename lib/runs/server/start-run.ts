import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { RunState } from "@/lib/runs/run";
import type { StartRunInput } from "@/lib/runs/schema";

/** Whoever uploaded it, and admins: starts a draft, or lets it wait for an admin. */
export function startRun(viewer: Viewer, { runId }: StartRunInput): Promise<{ state: RunState }> {
  return Promise.reject(new TypeError(`${runId} of ${viewer.workspaceId}: not written yet`));
}
