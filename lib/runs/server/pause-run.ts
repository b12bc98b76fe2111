import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";

/** Whose run it is, and admins: nothing more is taken up until it is resumed. What is on its way ends as it does. */
export async function pauseRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  await inTransaction(async (tx) => {
    const run = await lockRun(tx, viewer, { runId, states: ["running"] });
    await moveRun(tx, run, { to: "paused", reason: "by_hand" });
    const { workspaceId, taken } = run;
    const detail = { reason: "by_hand", taken };
    await recordAudit(tx, { workspaceId, actorId: viewer.userId, action: "run.paused", subject: runId, detail });
  });
}
