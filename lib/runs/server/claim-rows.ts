import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { inTransaction, Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { addRunArrivals } from "@/lib/lists/server/add-arrivals";
import { peoplePerCall, type PlacedPerson } from "@/lib/lookups/server/bulk-people";
import { placeBulk } from "@/lib/lookups/server/place-bulk";
import type { ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import { haltRun, moveRun } from "@/lib/runs/server/move-run";
import { takeQueued, whatIsLeft, writePlaced, type PlacedRow, type QueuedRow } from "@/lib/runs/server/row-store";
import {
  holdRunning,
  noteTaken,
  ownerOf,
  sumCommitted,
  type DueRun,
  type RunningRun,
} from "@/lib/runs/server/running-store";
import { REASON_WORDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";

/** `calls`: to be made now. `waitMs`: nothing can be taken before. Neither: the next ones are to be looked at. */
export type Claim = { calls: readonly ReadyBulk[]; waitMs?: number };

/** What is on its way decides how it goes on. */
const UNTIL_SETTLED_MS = 250;
/** For what somebody else has to let go of. */
const A_MOMENT_MS = 1000;
const untilIn = (waitMs: number): Claim => ({ calls: [], waitMs });
const OVER = untilIn(UNTIL_SETTLED_MS);

/**
 * Takes up the next rows of a run and writes all that their calls need, so many at most, in one commit: nothing of it is there unless the run
 * was running then. Ends the run where nothing is left, and where one of its limits is reached.
 */
export async function claimRows(due: DueRun, callsMax: number): Promise<Claim> {
  try {
    return await inTransaction((tx) => claim(tx, due, callsMax), { timeoutMs: 60_000 });
  } catch (error) {
    if (error instanceof AppError) return standStill(due, error);
    throw error;
  }
}

async function claim(tx: Tx, due: DueRun, callsMax: number): Promise<Claim> {
  const run = await holdRunning(tx, due.id);
  if (!run) return OVER;
  const owner = ownerOf(run);
  if (!owner) return halt(tx, run, { to: "stopped", reason: "owner_gone" });
  const reach = await reachOf(tx, run, callsMax);
  const rows = reach.rows > 0 ? await takeQueued(tx, run, reach.rows) : [];
  if (rows.length === 0) return endOrWait(tx, run, reach.limit);
  return place(tx, run, { owner, rows, reach });
}

type Reach = {
  /** So many may be taken now. */
  rows: number;
  /** What keeps it from more. */
  limit: "first_rows" | "ceiling" | null;
  committed: Prisma.Decimal;
  each: Prisma.Decimal;
};

async function reachOf(tx: Tx, run: RunningRun, callsMax: number): Promise<Reach> {
  const atOnce = peoplePerCall(run.options) * callsMax;
  const { committed, creditCeiling } = run;
  const left = run.rowLimit === null ? atOnce : Math.min(atOnce, Math.max(0, run.rowLimit - run.taken));
  if (left === 0) return { rows: 0, limit: "first_rows", committed, each: committed };
  if (creditCeiling === null) return { rows: left, limit: null, committed, each: new Prisma.Decimal(0) };
  const { ceiling: each } = await priceLookup(tx, run.workspaceId, run.options);
  const rowsFor = (spent: Prisma.Decimal) => Math.max(0, creditCeiling.minus(spent).div(each).floor().toNumber());
  if (rowsFor(committed) >= left) return { rows: left, limit: "ceiling", committed, each };
  // What ended for less than was held is free again.
  const exact = await sumCommitted(tx, run);
  return { rows: Math.min(left, rowsFor(exact)), limit: "ceiling", committed: exact, each };
}

type Taking = { owner: Viewer; rows: readonly QueuedRow[]; reach: Reach };

async function place(tx: Tx, run: RunningRun, { owner, rows, reach }: Taking): Promise<Claim> {
  const { options, isRefresh, id: runId } = run;
  const { placed, calls } = await placeBulk(tx, owner, { people: rows, options, isRefresh, runId });
  const moved = placed.flatMap(asPlacedRow);
  if (moved.length > 0) await writePlaced(tx, run, moved);
  // Their lookups were written before their rows knew of them.
  const answered = placed.filter(({ standing }) => standing === "ours" || standing === "joined");
  if (answered.length > 0) await addRunArrivals(tx, { ...run, runId, numbers: answered.map(({ number }) => number) });
  const asked = calls.reduce((sum, { people }) => sum + people.length, 0);
  const committed = reach.committed.plus(reach.each.times(asked));
  await noteTaken(tx, run, { rows: moved.length, committed });
  if (calls.length > 0 || moved.length > 0) return { calls };
  if (!placed.some(({ standing }) => standing === "uncovered")) return untilIn(UNTIL_SETTLED_MS);
  // What is held for rows on their way may come back.
  if ((await whatIsLeft(tx, run)).isSending) return untilIn(A_MOMENT_MS);
  return halt(tx, run, { to: "stopped", reason: "budget" });
}

/** What is not moved stays queued. */
function asPlacedRow({ number, standing, lookupId, reason }: PlacedPerson): PlacedRow[] {
  if (standing === "busy" || standing === "uncovered") return [];
  if (standing !== "suppressed") return [{ number, lookupId, state: "sending", reason: null }];
  const known = SUPPRESSION_REASONS.find((one) => one === reason) ?? "other";
  return [{ number, lookupId, state: "suppressed", reason: `On the suppression list: ${REASON_WORDS[known]}.` }];
}

async function endOrWait(tx: Tx, run: RunningRun, limit: Reach["limit"]): Promise<Claim> {
  const { isQueued, isSending } = await whatIsLeft(tx, run);
  if (isSending) return untilIn(UNTIL_SETTLED_MS);
  if (!isQueued) {
    await moveRun(tx, run, { to: "done" });
    return OVER;
  }
  if (limit === "first_rows") return halt(tx, run, { to: "paused", reason: "first_rows" });
  if (limit === "ceiling") return halt(tx, run, { to: "stopped", reason: "ceiling" });
  return untilIn(UNTIL_SETTLED_MS);
}

async function halt(tx: Tx, run: RunningRun, end: Parameters<typeof haltRun>[2]): Promise<Claim> {
  await haltRun(tx, run, end);
  return OVER;
}

const PAUSED_BY = { key_missing: "no_key", key_rejected: "key", key_restricted: "key" } as const;
const A_PAUSE_MS = 2000;
const A_WHILE_MS = 30_000;

/** Why nothing could be placed: what an admin must see to pauses the run, the rest passes. */
async function standStill(due: DueRun, error: AppError): Promise<Claim> {
  const { code } = error;
  if (code === "provider_rate_limited") return untilIn(A_PAUSE_MS);
  if (code === "webhook_unreachable") return untilIn(A_WHILE_MS);
  if (code !== "key_missing" && code !== "key_rejected" && code !== "key_restricted") throw error;
  return inTransaction(async (tx) => {
    const run = await holdRunning(tx, due.id);
    return run ? halt(tx, run, { to: "paused", reason: PAUSED_BY[code] }) : OVER;
  });
}
