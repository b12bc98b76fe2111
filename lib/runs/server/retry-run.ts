import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RunState } from "@/lib/runs/run";
import { STOP_REASONS, type RetryRunInput } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";
import { ALL_ROWS_TIMEOUT_MS, queueAgain } from "@/lib/runs/server/row-store";

/**
 * Whose run it is, and admins: sends rows again that failed, or that were never sent, and none that anything was charged for. A
 * run that somebody paused waits on with them. Returns how many.
 */
export function retryRun(viewer: Viewer, { runId, which }: RetryRunInput): Promise<{ rows: number }> {
  return inTransaction(
    async (tx) => {
      const run = await lockRun(tx, viewer, { runId, states: ["paused", "stopped", "done"] });
      if (run.undoneAt) throw new AppError("conflict", `run ${runId} was undone`, { say: UNDONE });
      const rows = await queueAgain(tx, run, which);
      if (rows === 0) throw new AppError("conflict", `run ${runId} has no row to send again`, { say: NOTHING });
      const to = standingOf(run);
      const taken = which === "failed" ? Math.max(0, run.taken - rows) : run.taken;
      const reason = to === "paused" ? STOP_REASONS.find((known) => known === run.stopReason) : undefined;
      await moveRun(tx, run, { to, ...(reason && { reason }), set: { taken, failures: 0 } });
      const audited = { action: "run.retried", subject: runId, detail: { which, rows } };
      await recordAudit(tx, { workspaceId: run.workspaceId, actorId: viewer.userId, ...audited });
      return { rows };
    },
    { timeoutMs: ALL_ROWS_TIMEOUT_MS },
  );
}

const UNDONE = "What this run brought was taken back. Start another one with the same file.";
const NOTHING = "There is no such row in this run any more. Look again.";

type Retried = { state: string; stopReason: string | null; startedAt: Date | null };

/** What no admin has agreed to yet is asked again. */
function standingOf({ state, stopReason, startedAt }: Retried): RunState {
  if (!startedAt) return "awaiting_approval";
  return state === "paused" && stopReason !== "first_rows" ? "paused" : "running";
}
