import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";

/** Whose run it is, and admins: goes on with what is queued. Of one that was to stop after its first rows, with all others. */
export async function resumeRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  await inTransaction(async (tx) => {
    const run = await lockRun(tx, viewer, { runId, states: ["paused"] });
    const isTried = run.stopReason === "first_rows";
    await moveRun(tx, run, { to: "running", set: { failures: 0, ...(isTried && { rowLimit: null }) } });
    const { workspaceId, taken } = run;
    const audited = { action: "run.resumed", subject: runId, detail: { taken } };
    await recordAudit(tx, { workspaceId, actorId: viewer.userId, ...audited });
  });
}
