import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";
import { notifyWaiting } from "@/lib/runs/server/notify-waiting";
import { ALL_ROWS_TIMEOUT_MS } from "@/lib/runs/server/row-store";

/** Admins: a run that waits for one is not started. Whose it is may ask again, by having its rows sent again. */
export async function declineRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  requireRole(viewer, "admin");
  await inTransaction(
    async (tx) => {
      const run = await lockRun(tx, viewer, { runId, states: ["awaiting_approval"] });
      const rows = await moveRun(tx, run, { to: "stopped", reason: "declined" });
      await notifyWaiting(tx, run);
      const audited = { action: "run.declined", subject: runId, detail: { for: run.userId, rows } };
      await recordAudit(tx, { workspaceId: run.workspaceId, actorId: viewer.userId, ...audited });
    },
    { timeoutMs: ALL_ROWS_TIMEOUT_MS },
  );
}
