import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { addRunArrivals } from "@/lib/lists/server/add-arrivals";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { moveRun } from "@/lib/runs/server/move-run";
import { notifyWaiting } from "@/lib/runs/server/notify-waiting";

/** Admins: lets a run that waits for one start, in the name of whose it is. */
export async function approveRun(viewer: Viewer, { runId }: RunRef): Promise<void> {
  requireRole(viewer, "admin");
  await inTransaction(async (tx) => {
    const run = await lockRun(tx, viewer, { runId, states: ["awaiting_approval"] });
    await moveRun(tx, run, { to: "running", set: { startedAt: await readClock(tx) } });
    await addRunArrivals(tx, { workspaceId: run.workspaceId, runId });
    await notifyWaiting(tx, run);
    const rows = await tx.runRow.count({ where: { runId, workspaceId: run.workspaceId, state: "queued" } });
    const audited = { action: "run.approved", subject: runId, detail: { for: run.userId, rows } };
    await recordAudit(tx, { workspaceId: run.workspaceId, actorId: viewer.userId, ...audited });
  });
}
