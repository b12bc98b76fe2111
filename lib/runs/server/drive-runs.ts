import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { giveSlotBack, noteSlotAnswer, takeSlot, type Slot } from "@/lib/api-keys/server/rate-window";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { BULK_ENDPOINT, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import { sendBulk } from "@/lib/lookups/server/send-bulk";
import { claimRows } from "@/lib/runs/server/claim-rows";
import { notifyRun } from "@/lib/runs/server/move-run";
import { noteCall } from "@/lib/runs/server/note-call";
import { createRunDesk } from "@/lib/runs/server/run-desk";
import type { DueRun } from "@/lib/runs/server/running-store";

const IN_FLIGHT_MAX = 16;
/** Shorter than this it is waited for here; else the next round comes in time. */
const WORTH_WAITING_MS = 1000;
const LOOK_AGAIN_MS = 250;
/** After a failure that is none of the run's. */
const BACK_OFF_MS = 2000;
/** Pages that show a run ask again as often. */
const TELL_EVERY_MS = 1000;

type Driving = {
  /** The process is going down: what is on its way ends, nothing new begins. */
  isStopped?: () => boolean;
};

/**
 * Carries all running runs on, in turn, until there is nothing to do at the moment: rows are taken one call after the other, and up to
 * sixteen calls are on their way at once. Returns how many rows were sent. Safe with any number of workers.
 */
export async function driveRuns({ isStopped = () => false }: Driving = {}): Promise<number> {
  const desk = createRunDesk();
  const flying = new Set<Promise<void>>();
  let rows = 0;
  while (!isStopped()) {
    if (flying.size >= IN_FLIGHT_MAX) {
      await Promise.race(flying);
      continue;
    }
    const run = await desk.next();
    if (run) {
      const taken = await takeUp(run);
      if (taken.waitMs !== undefined) desk.putAside(run.id, taken.waitMs);
      if (!taken.call) continue;
      rows += taken.call.people.length;
      const flight: Promise<void> = send(run, taken.call, taken.slot).finally(() => flying.delete(flight));
      flying.add(flight);
      continue;
    }
    const idleMs = Math.min(desk.untilNextMs(), flying.size === 0 ? Infinity : LOOK_AGAIN_MS);
    if (idleMs > WORTH_WAITING_MS) break;
    await Promise.race([...flying, wait(Math.min(idleMs, LOOK_AGAIN_MS))]);
  }
  await Promise.all(flying);
  return rows;
}

type TakenUp = { call: ReadyBulk; slot: Slot | null; waitMs?: undefined } | { call?: undefined; waitMs?: number };

/** Leave of the provider's window first: what is taken up is sent at once. */
async function takeUp(run: DueRun): Promise<TakenUp> {
  try {
    const slot = run.apiKeyId === null ? null : await takeSlot({ apiKeyId: run.apiKeyId, endpoint: BULK_ENDPOINT });
    if (slot && "waitMs" in slot) return slot;
    const { call, waitMs } = await claimRows(run);
    if (call) return { call, slot };
    if (slot) await giveSlotBack(slot);
    return waitMs === undefined ? {} : { waitMs };
  } catch (error) {
    log.warn({ err: error, runId: run.id }, "rows of a run could not be taken up; trying again soon");
    return { waitMs: BACK_OFF_MS };
  }
}

/** What fails here was sent all the same: its attempts are swept, never sent again. */
async function send(run: DueRun, call: ReadyBulk, slot: Slot | null): Promise<void> {
  try {
    await sendBulk(call, {
      alsoWrite: (tx, outcome) => noteCall(tx, run, { call, outcome }),
      onAnswer: (outcome) => {
        if (slot && "rateLimits" in outcome) correct(slot, outcome.rateLimits);
      },
    });
    await tellInTurn(run);
  } catch (error) {
    log.warn({ err: error, runId: run.id, bulkCallId: call.bulkCallId }, "a call of a run was not settled");
  }
}

function correct(slot: Slot, rateLimits: Parameters<typeof noteSlotAnswer>[1]): void {
  noteSlotAnswer(slot, rateLimits).catch((error: unknown) => {
    log.warn({ err: error, apiKeyId: slot.apiKeyId }, "a rate limit could not be corrected");
  });
}

const toldAt = new Map<string, number>();

/** A notice takes one lock of the whole database: not one for each call. */
async function tellInTurn(run: DueRun): Promise<void> {
  const now = performance.now();
  if (now - (toldAt.get(run.id) ?? -Infinity) < TELL_EVERY_MS) return;
  for (const [id, at] of toldAt) if (now - at > TELL_EVERY_MS) toldAt.delete(id);
  toldAt.set(run.id, now);
  await notifyRun(db, run);
}
