import "server-only";
import { db } from "@/lib/db/client";
import { applyDelivery } from "@/lib/deliveries/server/apply-delivery";
import { endFailed } from "@/lib/deliveries/server/end-failed";
import { CALL_LASTS_AT_MOST } from "@/lib/deliveries/server/lock-attempt";
import { webhookTraffic } from "@/lib/deliveries/server/webhook-traffic";
import type { LiveEvent } from "@/lib/live/live-event";
import { notifyAllChanged } from "@/lib/live/notify-changed";

/** Attempts worked on at once. Bodies of one attempt follow each other. */
const LANES = 4;
const BATCH_MAX = 200;

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
  const next = (isSpare: boolean) => (isSpare && webhookTraffic().isFlood() ? undefined : queues.shift());
  const lane = async (_: unknown, index: number) => {
    for (let queue = next(index > 0); queue; queue = next(index > 0)) {
      for (const waiting of queue) {
        await webhookTraffic().untilCalm();
        const applied = await applyDelivery(waiting, new Date()).catch((error: unknown) =>
          endFailed(waiting.id, error),
        );
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

function endedEvents(ended: readonly Waiting[]): LiveEvent[] {
  const byWorkspace = Map.groupBy(ended, ({ workspaceId }) => workspaceId);
  return [...byWorkspace].map(([workspaceId, of]) => ({ workspaceId, kind: "delivery", ids: of.map(({ id }) => id) }));
}
