import { db } from "@/lib/db/client";
import type { Figure } from "@/scripts/bench/figure";
import { requireAnswered, runLoad, type Shot } from "@/scripts/bench/load";
import { bodyFor, findAsker, seedAttempts, shotsFor, type OpenAttempt } from "@/scripts/bench/seed-attempts";
import type { Stage } from "@/scripts/bench/stage";
import { median } from "@/scripts/bench/statistics";

const CONNECTIONS = 50;

/**
 * P2: durable acknowledgements a second ÷ those of a route that stores the same body by one `create`, in turns. Neither
 * applies what it stored: that is the worker's part.
 */
export async function benchWebhookRate({ app, isShort, reference }: Stage): Promise<Figure[]> {
  const rounds = isShort ? 3 : 5;
  const requests = isShort ? 1000 : 5000;
  await app.restart({ worker: "off" });
  const { url: naiveUrl } = await reference();
  const { workspaceId } = await findAsker();
  const ours: number[] = [];
  const naive: number[] = [];
  const measureOurs = async (attempts: readonly OpenAttempt[]) => {
    ours.push(await measure(app.url, shotsFor(attempts)));
    await requireStored(attempts);
  };
  const measureNaive = async (attempts: readonly OpenAttempt[]) => {
    naive.push(await measure(naiveUrl, naiveShots(attempts, workspaceId)));
    await requireStored(attempts);
  };
  // The first round warms both up and does not count; then each goes first in turn.
  for (let round = 0; round <= rounds; round += 1) {
    const count = round === 0 ? 3000 : requests;
    const [first, second] = round % 2 === 0 ? [measureOurs, measureNaive] : [measureNaive, measureOurs];
    await first(await seedAttempts(count));
    await second(await seedAttempts(count));
  }
  ours.shift();
  naive.shift();
  await db.delivery.deleteMany({ where: { state: "received" } });
  await app.restart();
  const ratio = median(ours.map((rate, round) => rate / (naive[round] ?? Number.NaN)));
  return [
    {
      ...{ part: "P2", base: 1.2, goal: 1.7, better: "higher", ratio },
      metric: `durable webhook acks/s at ${String(CONNECTIONS)} connections (${median(ours).toFixed(0)}/s) ÷ one create a request`,
      measured: { value: ratio, unit: "×" },
      n: `${String(rounds)} turns of ${String(requests)}, median`,
      beside: { what: "a Next route with one create", value: median(naive), unit: "/s" },
    },
  ];
}

async function measure(url: string, shots: Iterable<Shot>): Promise<number> {
  const load = await runLoad({ url, connections: CONNECTIONS, shots });
  return requireAnswered(load, "callbacks").length / load.seconds;
}

/** The same bodies for the same attempts. */
function* naiveShots(attempts: readonly OpenAttempt[], workspaceId: string): Generator<Shot> {
  for (const { attemptId, person } of attempts) {
    yield { path: `/api/create?attempt=${attemptId}&workspace=${workspaceId}`, method: "POST", body: bodyFor(person) };
  }
}

async function requireStored(attempts: readonly OpenAttempt[]): Promise<void> {
  const ids = attempts.map(({ attemptId }) => attemptId);
  const stored = await db.delivery.count({ where: { attemptId: { in: ids } } });
  if (stored !== ids.length) throw new Error(`${String(ids.length)} were acknowledged, ${String(stored)} are stored`);
}
