import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { db, inTransaction } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { INSTALLATION_SCOPE, rulesOf, type RetentionRule } from "@/lib/privacy/retention";
import { AUDIT_PURGE, PURGES } from "@/lib/privacy/server/purges";
import { readRetentionDays } from "@/lib/privacy/server/retention-rule-store";
import {
  claimRun,
  countBatch,
  finishRun,
  keepRun,
  releaseRun,
  type HeldRun,
} from "@/lib/privacy/server/retention-run-store";

/** Rows of one commit: no lock is held for longer than a moment. */
const BATCH = 500;
/** A round gives way after so long; the next goes on where it stopped. */
const ROUND_MS = 2000;
const DAY_MS = 86_400_000;

type Round = { batch?: number; roundMs?: number };

/**
 * Goes on with the runs that were asked for, batch by batch, each counted in its own commit. A process that dies leaves whole
 * batches; another one takes its run up when the lease is over, and what the dead one still tries to write is undone.
 */
export async function workOffRetention({ batch = BATCH, roundMs = ROUND_MS }: Round = {}): Promise<void> {
  const endsAt = performance.now() + roundMs;
  for (let run = await claimRun(db); run; run = await claimRun(db)) {
    const isDone = await workOff(run, { batch, endsAt });
    if (!isDone || performance.now() > endsAt) return;
  }
}

type Limits = { batch: number; endsAt: number };

/** False when its time was up first, or another process has the run. */
async function workOff(run: HeldRun, limits: Limits): Promise<boolean> {
  for (const rule of rulesOf(run.scope).filter((name) => !run.finishedRules.includes(name))) {
    let left: boolean | null = true;
    while (left) {
      if (performance.now() > limits.endsAt) {
        await releaseRun(db, run);
        return false;
      }
      left = await removeBatch(run, rule, limits.batch);
    }
    if (left === null) return false;
  }
  return end(run);
}

/** Whether more may be left; null when another process has the run. */
async function removeBatch(run: HeldRun, rule: RetentionRule, max: number): Promise<boolean | null> {
  if (rule === "audit") return removeOldAudit(run);
  return inTransaction(async (tx) => {
    if (!(await keepRun(tx, run))) return null;
    const days = (await readRetentionDays(tx, run.scope))[rule];
    if (days === undefined) throw new Error(`${rule} is no rule of ${run.scope}`);
    const removed = await PURGES[rule].remove(tx, { workspaceId: run.scope, days, max });
    const isLast = removed < max;
    if (removed > 0 || isLast) await countBatch(tx, run, { rule, removed, isLast });
    return !isLast;
  });
}

/** In transactions of its own, and so counted after it is done: one that is killed before is begun anew, and finds less. */
async function removeOldAudit(run: HeldRun): Promise<boolean | null> {
  const days = (await readRetentionDays(db, run.scope)).audit ?? 0;
  const before = new Date((await readClock(db)).getTime() - days * DAY_MS);
  const removed = days === 0 ? 0 : await AUDIT_PURGE.removeAll(before);
  return inTransaction(async (tx) => {
    if (!(await keepRun(tx, run))) return null;
    await countBatch(tx, run, { rule: "audit", removed, isLast: true });
    return false;
  });
}

/** A night that removed nothing is no event. */
async function end(run: HeldRun): Promise<boolean> {
  return inTransaction(async (tx) => {
    const removed = await finishRun(tx, run);
    if (removed === null) return false;
    const counts = Object.fromEntries(Object.entries(removed).filter(([, count]) => count > 0));
    if (run.requestedById === null && Object.keys(counts).length === 0) return true;
    await recordAudit(tx, {
      ...(run.scope !== INSTALLATION_SCOPE && { workspaceId: run.scope }),
      ...(run.requestedById !== null && { actorId: run.requestedById }),
      ...{ action: "retention.ran", subject: run.id, detail: { removed: counts } },
    });
    return true;
  });
}
