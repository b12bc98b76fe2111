import "server-only";
import { db } from "@/lib/db/client";
import { applyTogether, HELD, type Applied } from "@/lib/deliveries/server/apply-delivery";
import { endFailed } from "@/lib/deliveries/server/end-failed";
import { CALL_LASTS_AT_MOST } from "@/lib/deliveries/server/lock-attempt";
import { webhookTraffic } from "@/lib/deliveries/server/webhook-traffic";
import type { LiveEvent } from "@/lib/live/live-event";
import { notifyAllChanged } from "@/lib/live/notify-changed";
import { log } from "@/lib/log/log";

/** Attempts worked on at once. Bodies of one attempt follow each other. */
const LANES = 4;
const BATCH_MAX = 200;
/** Attempts whose bodies are applied in one commit. */
const SET_MAX = 20;

type Waiting = { id: string; attemptId: string; workspaceId: string };

/**
 * What a round did. `held`: bodies that wait for their attempt to be settled, or for the database to recover; one that was
 * settled meanwhile may be among them.
 */
export type Round = { done: number; held: number };

/**
 * Applies received bodies, oldest first, until none is left that can be applied, and tells the pages once a batch. Safe
 * with any number of workers.
 */
export async function applyDeliveries(): Promise<Round> {
  // Counted before any is taken: a body whose attempt is settled in between is counted or taken, and never forgotten.
  const early = await countHeld();
  let done = 0;
  for (;;) {
    const batch = await takeBatch();
    const round = await applyBatch(batch);
    done += round.done;
    if ((batch.length < BATCH_MAX && !round.isRouted) || round.done === 0) return { done, held: early + round.held };
  }
}

function takeBatch(): Promise<Waiting[]> {
  return db.$queryRaw<Waiting[]>`
    SELECT d.id, d.attempt_id AS "attemptId", d.workspace_id AS "workspaceId"
    FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE d.state = 'received'
      AND (a.state NOT IN ('reserved', 'sending') OR a.erased_at IS NOT NULL
           OR coalesce(a.sent_at, a.created_at) <= now() - ${CALL_LASTS_AT_MOST}::interval)
    ORDER BY d.received_at LIMIT ${BATCH_MAX}`;
}

/** Bodies of attempts whose call is still under way. */
async function countHeld(): Promise<number> {
  return db.delivery.count({ where: { state: "received", attempt: { state: { in: ["reserved", "sending"] } } } });
}

async function applyBatch(batch: readonly Waiting[]): Promise<Round & { isRouted: boolean }> {
  const queues = [...Map.groupBy(batch, ({ attemptId }) => attemptId).values()];
  const events: LiveEvent[] = [];
  const ended: Waiting[] = [];
  const round = { done: 0, held: 0, isRouted: false };
  // In a flood one lane goes on: the rest of the process is for those who wait for an answer.
  const next = (isSpare: boolean) => (isSpare && webhookTraffic().isFlood() ? [] : takeSet(queues));
  const lane = async (_: unknown, index: number) => {
    for (let set = next(index > 0); set.length > 0; set = next(index > 0)) {
      await webhookTraffic().untilCalm();
      for (const [waiting, applied] of await applySet(set)) {
        events.push(...applied.events);
        if (applied.outcome === "done") ended.push(waiting);
        round[applied.outcome] += 1;
        round.isRouted ||= applied.isRouted === true;
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }).map(lane));
  await notifyAllChanged(db, [...events, ...endedEvents(ended)]);
  return round;
}

/** What one lane applies next: of attempts of one workspace, each one's bodies in their order. */
function takeSet(queues: Waiting[][]): Waiting[][] {
  const workspaceId = queues[0]?.[0]?.workspaceId;
  const set: Waiting[][] = [];
  while (set.length < SET_MAX && queues[0]?.[0]?.workspaceId === workspaceId) {
    const queue = queues.shift();
    if (!queue) break;
    set.push(queue);
  }
  return set;
}

/** The first bodies of all of them together, then the second ones. */
async function applySet(set: readonly (readonly Waiting[])[]): Promise<[Waiting, Applied][]> {
  const applied: [Waiting, Applied][] = [];
  for (let nth = 0; set.some((queue) => nth < queue.length); nth += 1) {
    const together = set.flatMap((queue) => queue[nth] ?? []);
    applied.push(...(await applyAlike(together)));
  }
  return applied;
}

/** Together or, where that fails, one by one: one that fails keeps nobody else's from being applied. */
async function applyAlike(together: readonly Waiting[]): Promise<[Waiting, Applied][]> {
  try {
    const applied = await applyTogether(together, new Date());
    return together.map((waiting) => [waiting, applied.get(waiting.id) ?? HELD]);
  } catch (error) {
    const [only] = together;
    if (only && together.length === 1) return [[only, await endFailed(only.id, error)]];
    log.warn({ err: error, bodies: together.length }, "bodies could not be applied together");
  }
  const applied: [Waiting, Applied][] = [];
  for (const waiting of together) applied.push(...(await applyAlike([waiting])));
  return applied;
}

function endedEvents(ended: readonly Waiting[]): LiveEvent[] {
  const byWorkspace = Map.groupBy(ended, ({ workspaceId }) => workspaceId);
  return [...byWorkspace].map(([workspaceId, of]) => ({ workspaceId, kind: "delivery", ids: of.map(({ id }) => id) }));
}
