import { Client } from "pg";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { findBookFaults } from "@/scripts/proof/books";
import { bodyOf, expectedOf, type Outcome } from "@/scripts/proof/order-model";
import { drawSchedules, everyOrderOfSeven, type Schedule } from "@/scripts/proof/order-schedules";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createRandom, type Random } from "@/scripts/proof/random";
import { differs, type Verdict } from "@/scripts/proof/verdict";

const BATCH = 100;
const MADE_AT_ONCE = 8;
const STORE_WITHIN_MS = 20_000;

/** Deliveries duplicated, shuffled, split, late: the end equals a model that knows no order. */
export async function proveOrders({ stage, seed, trials, isShort }: ProofRun): Promise<Verdict> {
  const client = new Client(stage.appDatabase);
  await client.connect();
  try {
    const random = createRandom(seed);
    const drawn = drawSchedules({ count: trials, seed, bodiesMax: isShort ? 3 : 5 });
    const orders = everyOrderOfSeven();
    const chosen = isShort ? random.shuffled(orders).slice(0, trials / 10) : orders;
    const all = [...drawn, ...chosen];
    const violations: string[] = [];
    for (let first = 0; first < all.length; first += BATCH) {
      violations.push(...(await runBatch(client, all.slice(first, first + BATCH), random)));
    }
    const sent = all.reduce((sum, { order }) => sum + order.length, 0);
    const figures = `${drawn.length} random schedules and ${chosen.length} of the 5040 orders of 7 events, ${sent} callbacks: ${violations.length} ended otherwise than the model`;
    return { figures, violations };
  } finally {
    await client.end();
  }
}

/** As if a quarter of an hour went by without another part: what was held for a mobile is given back. */
async function passTheHolds(workspaceId: string): Promise<void> {
  await db.attempt.updateMany({ where: { workspaceId, holdUntil: { not: null } }, data: { holdUntil: new Date(0) } });
  while ((await sweepHolds()) > 0);
}

/** Runs schedules side by side: the n-th callback of each, then perhaps a round of the worker. */
async function runBatch(client: Client, schedules: readonly Schedule[], random: Random): Promise<string[]> {
  const viewer = await aViewer({ workspaceId: await aWorkspace() });
  const attempts = await makeAttempts(viewer, schedules);
  const longest = Math.max(...schedules.map(({ order }) => order.length));
  for (let step = 0; step < longest; step += 1) {
    await Promise.all(
      schedules.map(async ({ happenings, order }, index) => {
        const happening = happenings[order[step] ?? -1];
        const attempt = attempts[index];
        if (!happening || !attempt) return;
        await recordDelivery(attempt.attemptId, Buffer.from(bodyOf(happening, attempt.apolloId)), STORE_WITHIN_MS);
      }),
    );
    if (random.chance(0.4)) await applyDeliveries();
  }
  await applyDeliveries();
  await passTheHolds(viewer.workspaceId);
  const found = await readOutcomes(client, viewer.workspaceId);
  return [
    ...schedules.flatMap((schedule, index) => compare(schedule, found.get(attempts[index]?.attemptId ?? ""))),
    ...(await findBookFaults(client, [viewer.workspaceId])),
  ];
}

async function makeAttempts(viewer: Viewer, schedules: readonly Schedule[]): Promise<TestAttempt[]> {
  const made: TestAttempt[] = [];
  for (let first = 0; first < schedules.length; first += MADE_AT_ONCE) {
    const some = schedules.slice(first, first + MADE_AT_ONCE);
    made.push(...(await Promise.all(some.map(({ start }) => makeAttempt(viewer, start)))));
  }
  return made;
}

function makeAttempt(viewer: Viewer, start: Schedule["start"]): Promise<TestAttempt> {
  if (start === "unknown") {
    const unanswered = { state: "unknown", outcome: "unknown", settledAt: null, returnedApolloId: null };
    return anAttempt(viewer, { ...unanswered, waterfallState: "waiting" });
  }
  return anAttempt(viewer, { phoneState: start, waterfallState: "waiting", settledAt: new Date() });
}

type Found = Outcome & { lookup: string[]; bodies: number; notApplied: number; seen: number };

/** The final state as the database has it. */
async function readOutcomes(client: Client, workspaceId: string): Promise<Map<string, Found>> {
  const { rows } = await client.query<Found & { id: string }>(
    `SELECT a.id, a.state, l.outcome, a.phone_state AS "phoneState", a.waterfall_state AS "waterfallState",
            ARRAY[l.phone_state, l.waterfall_state] AS lookup,
            ARRAY(SELECT p.number || ' ' || coalesce(p.type, '-') || ' ' || coalesce(p.status, '-')
                    FROM person_phone p WHERE p.person_id = l.person_id ORDER BY p.number) AS phones,
            ARRAY(SELECT e.address FROM person_email e WHERE e.person_id = l.person_id ORDER BY e.address) AS emails,
            ARRAY(SELECT e.part || ' ' || e.credits::float8 FROM ledger_entry e
                   WHERE e.attempt_id = a.id AND e.kind = 'charge' ORDER BY e.part) AS charges,
            (SELECT count(*) FROM delivery d WHERE d.attempt_id = a.id)::int AS bodies,
            (SELECT count(*) FROM delivery d WHERE d.attempt_id = a.id AND d.state <> 'applied')::int AS "notApplied",
            (SELECT coalesce(sum(d.seen), 0) FROM delivery d WHERE d.attempt_id = a.id)::int AS seen
       FROM attempt a JOIN lookup l ON l.attempt_id = a.id WHERE a.workspace_id = $1`,
    [workspaceId],
  );
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}

function compare(schedule: Schedule, found: Found | undefined): string[] {
  const { start, happenings, order } = schedule;
  const outcome = expectedOf(start, happenings);
  const counted = { bodies: happenings.length, notApplied: 0, seen: order.length };
  const expected = { ...outcome, lookup: [outcome.phoneState, outcome.waterfallState], ...counted };
  const ordered = found && Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof Found]]));
  return differs(JSON.stringify(schedule), ordered, expected);
}
