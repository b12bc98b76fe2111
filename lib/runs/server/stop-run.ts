import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";
import { notifyWaiting } from "@/lib/runs/server/notify-waiting";
import { ALL_ROWS_TIMEOUT_MS } from "@/lib/runs/server/row-store";

/** Whose run it is, and admins: what was not taken up never is. What is on its way ends as it does. */
export async function stopRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  await inTransaction(
    async (tx) => {
      const run = await lockRun(tx, viewer, { runId, states: ["running", "paused", "awaiting_approval"] });
      const rows = await moveRun(tx, run, { to: "stopped", reason: "by_hand" });
      if (run.state === "awaiting_approval") await notifyWaiting(tx, run);
      const detail = { reason: "by_hand", rows, taken: run.taken };
      const audited = { action: "run.stopped", subject: runId, detail };
      await recordAudit(tx, { workspaceId: run.workspaceId, actorId: viewer.userId, ...audited });
    },
    { timeoutMs: ALL_ROWS_TIMEOUT_MS },
  );
}
