import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { giveSlotsBack, noteSlotAnswer, takeSlots, type Slot } from "@/lib/api-keys/server/rate-window";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { BULK_ENDPOINT, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import { sendBulk } from "@/lib/lookups/server/send-bulk";
import { claimRows } from "@/lib/runs/server/claim-rows";
import { notifyRun } from "@/lib/runs/server/move-run";
import { noteCall } from "@/lib/runs/server/note-call";
import { createRunDesk } from "@/lib/runs/server/run-desk";
import type { DueRun } from "@/lib/runs/server/running-store";

/** Calls that wait for the provider. */
const IN_FLIGHT_MAX = 16;
/** And with them those whose answers are being settled. */
const UNSETTLED_MAX = 48;
/** Taken up in one commit. */
const CALLS_AT_ONCE = 4;
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
 * Carries all running runs on, in turn, until there is nothing to do at the moment: rows are taken for a few calls after the other,
 * and up to sixteen calls wait for the provider at once. Returns how many rows were sent. Safe with any number of workers.
 */
export async function driveRuns({ isStopped = () => false }: Driving = {}): Promise<number> {
  const desk = createRunDesk();
  const [flying, unsettled] = [new Set<Promise<void>>(), new Set<Promise<void>>()];
  let rows = 0;
  while (!isStopped()) {
    if (flying.size >= IN_FLIGHT_MAX || unsettled.size >= UNSETTLED_MAX) {
      await Promise.race(flying.size >= IN_FLIGHT_MAX ? flying : unsettled);
      continue;
    }
    const run = await desk.next();
    if (run) {
      const { calls, waitMs } = await takeUp(run, Math.min(CALLS_AT_ONCE, IN_FLIGHT_MAX - flying.size));
      if (waitMs !== undefined) desk.putAside(run.id, waitMs);
      for (const { call, slot } of calls) {
        rows += call.people.length;
        const { answered, settled } = send(run, call, slot);
        track(flying, answered);
        track(unsettled, settled);
      }
      continue;
    }
    const idleMs = Math.min(desk.untilNextMs(), unsettled.size === 0 ? Infinity : LOOK_AGAIN_MS);
    if (idleMs > WORTH_WAITING_MS) break;
    await Promise.race([...unsettled, wait(Math.min(idleMs, LOOK_AGAIN_MS))]);
  }
  await Promise.all(unsettled);
  return rows;
}

function track(set: Set<Promise<void>>, promise: Promise<void>): void {
  set.add(promise);
  void promise.finally(() => set.delete(promise));
}

type TakenUp = { calls: { call: ReadyBulk; slot: Slot | null }[]; waitMs?: number | undefined };

/** Leave of the provider's window first: what is taken up is sent at once. */
async function takeUp(run: DueRun, callsMax: number): Promise<TakenUp> {
  try {
    const slots =
      run.apiKeyId === null ? [] : await takeSlots({ apiKeyId: run.apiKeyId, endpoint: BULK_ENDPOINT }, callsMax);
    if ("waitMs" in slots) return { calls: [], waitMs: slots.waitMs };
    const { calls, waitMs } = await claimRows(run, Math.max(slots.length, 1));
    await giveSlotsBack(slots.slice(calls.length));
    return { calls: calls.map((call, at) => ({ call, slot: slots[at] ?? null })), waitMs };
  } catch (error) {
    log.warn({ err: error, runId: run.id }, "rows of a run could not be taken up; trying again soon");
    return { calls: [], waitMs: BACK_OFF_MS };
  }
}

/** Neither is ever rejected. What fails here was sent all the same: its attempts are swept, never sent again. */
function send(run: DueRun, call: ReadyBulk, slot: Slot | null): { answered: Promise<void>; settled: Promise<void> } {
  let land: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (land = resolve));
  const settled = settle();
  return { answered: Promise.race([answer, settled]), settled };

  async function settle(): Promise<void> {
    try {
      await sendBulk(call, {
        alsoWrite: (tx, outcome) => noteCall(tx, run, { call, outcome }),
        onAnswer: (outcome) => {
          land();
          if (slot && "rateLimits" in outcome) correct(slot, outcome.rateLimits);
        },
      });
      await tellInTurn(run);
    } catch (error) {
      log.warn({ err: error, runId: run.id, bulkCallId: call.bulkCallId }, "a call of a run was not settled");
    }
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
