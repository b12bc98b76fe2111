import "server-only";
import { pollAttempt } from "@/lib/deliveries/server/poll-attempt";
import { POLL_ENDPOINT } from "@/lib/api-keys/server/pause-key";
import { log } from "@/lib/log/log";
import { claimDuePolls, type DuePoll } from "@/lib/lookups/server/attempt-poll-store";

const BATCH_MAX = 100;
/** Keys asked with at the same time; with one key one call follows the other. */
const LANES = 4;
/** How long a worker that died keeps others from asking: with the pause between two rounds they take it up within 60 s. */
const LEASE_S = 55;
/** What has not had its turn by then is left to whoever takes it up after the lease. A call begun in time ends within it. */
const TURN_MS = 39_000;

/**
 * Asks for the results whose callbacks have not come yet, which is free. Safe with any number of workers: what one has
 * taken up the others leave alone. Returns how many were asked for.
 */
export async function pollResults(): Promise<number> {
  let polled = 0;
  for (;;) {
    const batch = await claimDuePolls({ endpoint: POLL_ENDPOINT, leaseS: LEASE_S, max: BATCH_MAX });
    polled += await pollBatch(batch);
    if (batch.length < BATCH_MAX) return polled;
  }
}

async function pollBatch(batch: readonly DuePoll[]): Promise<number> {
  const queues = [...Map.groupBy(batch, ({ apiKeyId }) => apiKeyId).values()];
  const until = performance.now() + TURN_MS;
  let polled = 0;
  const lane = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) polled += await pollOneByOne(queue, until);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return polled;
}

async function pollOneByOne(queue: readonly DuePoll[], until: number): Promise<number> {
  let polled = 0;
  for (const due of queue) {
    if (performance.now() > until) break;
    polled += 1;
    try {
      if ((await pollAttempt(due)) === "stop") break;
    } catch (error) {
      log.warn({ err: error, attemptId: due.id }, "a result could not be asked for; trying again later");
      break;
    }
  }
  return polled;
}
