import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { setUndone } from "@/lib/people/server/undo-words";
import type { RunUndone } from "@/lib/runs/result";
import type { RunRef } from "@/lib/runs/schema";
import { lockRun } from "@/lib/runs/server/lock-run";
import { notifyRun } from "@/lib/runs/server/move-run";
import { standingRows } from "@/lib/runs/server/standing-words";

/** Each lot is a commit of its own, so that no record is held for long. */
const LOT_LOOKUPS = 20;
/** How long one turn may take: whoever waits for it is told how far it is. */
const TURN_MS = 8000;
const TRIES_MAX = 3;
const ENDED = ["stopped", "done"] as const;

/**
 * Admin, or the rep whose run it is: takes back what an ended run brought into people's records, as the undo of each of its lookups
 * does. What members wrote stays, and so does what was paid. A lot at a time for some seconds: `left` says for how many lookups it
 * is to be called again, which goes on where it was, also after a crash. With the last of them the run is undone.
 */
export async function undoRun(viewer: Viewer, { runId }: RunRef): Promise<RunUndone> {
  await inTransaction((tx) => lockRun(tx, viewer, { runId, states: ENDED }));
  const until = performance.now() + TURN_MS;
  const taken = { lookups: 0, people: 0 };
  let left = 1;
  try {
    for (let after = 0; left > 0 && performance.now() < until;) {
      const lot = await inTries(() =>
        inTransaction((tx) => undoLot(tx, viewer, { runId, after }), { timeoutMs: 60_000 }),
      );
      taken.lookups += lot.lookups;
      taken.people += lot.people;
      if (lot.last === null) left = 0;
      else after = lot.last;
    }
  } finally {
    left = await inTransaction((tx) => endTurn(tx, viewer, { runId, taken }));
  }
  return { ...taken, left };
}

type Lot = { lookups: number; people: number; last: number | null };

async function undoLot(tx: Tx, viewer: Viewer, { runId, after }: { runId: string; after: number }): Promise<Lot> {
  const { workspaceId, userId } = viewer;
  await lockRun(tx, viewer, { runId, states: ENDED });
  const rows = await tx.$queryRaw<{ number: number; attemptId: string }[]>`
    SELECT r.number, l.attempt_id AS "attemptId" FROM ${standingRows({ workspaceId, runId })} AND r.number > ${after}
     ORDER BY r.number LIMIT ${LOT_LOOKUPS}`;
  const last = rows.at(-1)?.number ?? null;
  const attemptIds = [...new Set(rows.map(({ attemptId }) => attemptId))];
  if (last === null) return { lookups: 0, people: 0, last };
  const people = await setUndone(tx, { workspaceId, userId, attemptIds, isUndone: true });
  const shared = await tx.lookup.findMany({
    where: { workspaceId, attemptId: { in: attemptIds } },
    select: { id: true, userId: true },
  });
  await notifyLookups(tx, workspaceId, shared);
  return { lookups: attemptIds.length, people: people.length, last };
}

/** A record that is merged at that very moment is asked for again. */
async function inTries(run: () => Promise<Lot>): Promise<Lot> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const isMerged = error instanceof AppError && error.code === "conflict";
      if (tries === TRIES_MAX || !isMerged) throw error;
    }
  }
}

type Turn = { runId: string; taken: { lookups: number; people: number } };

/** The run is undone once none of its words counts any more. Returns for how many lookups some still does. */
async function endTurn(tx: Tx, { workspaceId, userId }: Viewer, { runId, taken }: Turn): Promise<number> {
  const [run] = await tx.$queryRaw<{ isOpen: boolean; ownerId: string }[]>`
    SELECT state IN ('stopped', 'done') AND undone_at IS NULL AS "isOpen", user_id AS "ownerId" FROM run
     WHERE id = ${runId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  const [standing] = await tx.$queryRaw<{ left: number }[]>`
    SELECT count(DISTINCT l.attempt_id)::int AS left FROM ${standingRows({ workspaceId, runId })}`;
  const left = standing?.left ?? 0;
  const isOver = left === 0 && run?.isOpen === true;
  if (isOver) await tx.run.updateMany({ where: { id: runId, workspaceId }, data: { undoneAt: new Date() } });
  if (!isOver && taken.lookups === 0) return left;
  if (run) await notifyRun(tx, { id: runId, workspaceId, userId: run.ownerId });
  const detail = { ...taken, left };
  await recordAudit(tx, { workspaceId, actorId: userId, action: "run.undone", subject: runId, detail });
  return left;
}
