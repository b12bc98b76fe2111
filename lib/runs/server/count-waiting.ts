import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { countApprovals } from "@/lib/lookups/server/count-approvals";
import { countWaitingRuns } from "@/lib/runs/server/list-waiting-runs";

/** Admin: how many lookups and runs wait for a decision, together. */
export async function countWaiting(viewer: Viewer): Promise<{ waiting: number }> {
  const [lookups, runs] = await Promise.all([countApprovals(viewer), countWaitingRuns(viewer)]);
  return { waiting: lookups.waiting + runs };
}
