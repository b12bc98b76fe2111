import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Prisma, Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { RunState } from "@/lib/runs/run";
import type { StopReason } from "@/lib/runs/schema";
import { fillList } from "@/lib/runs/server/fill-list";
import { notifyWaiting } from "@/lib/runs/server/notify-waiting";
import { stopQueued } from "@/lib/runs/server/row-store";

export type RunPlace = { id: string; workspaceId: string; userId: string };

type Move = {
  to: RunState;
  reason?: StopReason;
  set?: Prisma.RunUpdateInput;
};

/**
 * Moves a run whose row is held, and tells its pages. Once it is stopped, what is queued is never sent. Returns how many rows
 * that were.
 */
export async function moveRun(tx: Tx, run: RunPlace, { to, reason, set = {} }: Move): Promise<number> {
  const { id, workspaceId } = run;
  const endedAt = to === "stopped" || to === "done" ? await readClock(tx) : null;
  const data = { ...set, state: to, stopReason: reason ?? null, endedAt };
  await tx.run.update({ where: { id, workspaceId }, data });
  const stopped = to === "stopped" ? await stopQueued(tx, run) : 0;
  if (endedAt || to === "paused") await fillList(tx, run);
  if (to === "awaiting_approval") await notifyWaiting(tx, run);
  await notifyRun(tx, run);
  return stopped;
}

/** Ends or pauses a run by one of its stop lines: the program's own doing, on record like a person's. */
export async function haltRun(
  tx: Tx,
  run: RunPlace,
  { to, reason }: { to: "paused" | "stopped"; reason: StopReason },
): Promise<void> {
  const rows = await moveRun(tx, run, { to, reason });
  const { id: subject, workspaceId } = run;
  await recordAudit(tx, { workspaceId, action: `run.${to}`, subject, detail: { reason, rows } });
}

/** Tells the pages of a run to look again. */
export function notifyRun(tx: Tx, { id, workspaceId, userId }: RunPlace): Promise<void> {
  return notifyChanged(tx, { workspaceId, kind: "run", ids: [id], userId });
}
