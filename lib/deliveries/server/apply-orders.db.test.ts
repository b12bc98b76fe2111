import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { closeListener } from "@/lib/live/listener";
import { lockPerson } from "@/lib/people/server/lock-person";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let viewer: Viewer;

beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(async () => {
  await closeListener();
  await closeDirectPool();
});

const A = "+12025550101";
const B = "+12025550102";

/** Bodies of one attempt: an older and a newer word on one number, another number, a failure, a waterfall, a ping. */
function bodiesOf({ apolloId }: TestAttempt): string[] {
  return [
    phoneBody(apolloId, [{ number: A, status: "no_status", updatedAt: "2026-01-01T00:00:00Z" }]),
    phoneBody(apolloId, [{ number: A, status: "valid_number", type: null, updatedAt: "2026-01-02T00:00:00Z" }]),
    phoneBody(apolloId, [{ number: B, type: "work_hq" }]),
    phoneBody(apolloId, []),
    waterfallBody(apolloId, { emails: ["ana@acme.example"], phones: [{ number: B, type: null, status: null }] }),
    '{"status":"success"}',
  ];
}

async function outcomeOf(attempt: TestAttempt) {
  const { phoneState, waterfallState, person, addresses, ledger } = await storyOfAttempt(attempt);
  const phones = (person?.phones ?? []).map(({ number, type, status, confidence }) => [
    number,
    type,
    status,
    confidence,
  ]);
  const { primaryPhone, phoneType, search, primaryEmail } = person ?? {};
  const charges = ledger.filter((entry) => entry.startsWith("charge"));
  const shown = { primaryPhone, phoneType, search, primaryEmail };
  return { phoneState, waterfallState, phones: phones.sort(), addresses, charges, shown };
}

async function runOf(order: readonly number[], roundAfter: readonly boolean[]) {
  const attempt = await anAttempt(viewer, { waterfallState: "waiting" });
  const bodies = bodiesOf(attempt);
  for (const [step, index] of order.entries()) {
    await recordDelivery(attempt.attemptId, Buffer.from(bodies[index] ?? ""), 3000);
    if (roundAfter[step]) await applyDeliveries();
  }
  await applyDeliveries();
  return outcomeOf(attempt);
}

test("any order, repeats and pauses of an attempt's bodies end in one state", async () => {
  const every = [0, 1, 2, 3, 4, 5];
  const expected = await runOf(every, []);
  expect(expected).toMatchObject({
    phoneState: ["delivered", "delivered"],
    phones: [
      [A, "mobile", "valid_number", "high"],
      [B, "work_hq", "valid_number", "high"],
    ],
    charges: ["charge phone 8", "charge waterfall 2.02"],
  });
  const schedule = fc.record({
    order: fc
      .array(fc.constantFrom(...every), { maxLength: 4 })
      .chain((repeats) => fc.shuffledSubarray([...every, ...repeats], { minLength: every.length + repeats.length })),
    roundAfter: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ order, roundAfter }) => {
      expect(await runOf(order, roundAfter)).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

test("a body that came a hundred times at once takes effect once", async () => {
  const attempt = await anAttempt(viewer);
  const body = Buffer.from(phoneBody(attempt.apolloId, [{ number: A }]));
  await Promise.all(Array.from({ length: 100 }, () => recordDelivery(attempt.attemptId, body, 5000)));
  await Promise.all([applyDeliveries(), applyDeliveries()]);
  await recordDelivery(attempt.attemptId, body, 5000);
  expect(await applyDeliveries()).toEqual({ done: 0, held: 0 });
  const { numbers, ledger, deliveries } = await storyOfAttempt(attempt);
  expect([numbers, deliveries]).toEqual([[A], ["applied phone"]]);
  expect(ledger).toEqual(["charge phone 8", "hold lookup 9", "release lookup 1"]);
});

test("several workers at once apply each body once", async () => {
  const attempts = await Promise.all(Array.from({ length: 30 }, () => anAttempt(viewer)));
  for (const attempt of attempts) {
    for (const body of bodiesOf(attempt)) await recordDelivery(attempt.attemptId, Buffer.from(body), 3000);
  }
  for (let round = await rounds(); round > 0; round = await rounds());
  const outcomes = await Promise.all(attempts.map(outcomeOf));
  expect(new Set(outcomes.map(({ charges }) => charges.join()))).toEqual(
    new Set(["charge phone 8,charge waterfall 2.02"]),
  );
  expect(await db.delivery.count({ where: { state: "received" } })).toBe(0);

  async function rounds(): Promise<number> {
    await Promise.all([applyDeliveries(), applyDeliveries(), applyDeliveries()]);
    return db.delivery.count({ where: { state: "received" } });
  }
});

test("a running worker applies what arrives within moments, and what was there before it started", async () => {
  const [before, after] = [await anAttempt(viewer), await anAttempt(viewer)];
  const send = (attempt: TestAttempt) =>
    recordDelivery(attempt.attemptId, Buffer.from(phoneBody(attempt.apolloId, [{ number: A }])), 3000);
  await send(before);
  const worker = startDeliveriesWorker();
  await untilApplied(before);
  const sentAt = performance.now();
  await send(after);
  await untilApplied(after);
  await worker.stop();
  expect(performance.now() - sentAt).toBeLessThan(5000);
});

test("a person who is held by someone else delays a body, and loses nothing", async () => {
  const attempt = await anAttempt(viewer);
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const who = { workspaceId: viewer.workspaceId, apolloId: attempt.apolloId, observedAt: new Date() };
  const holding = inTransaction(async (tx) => {
    await lockPerson(tx, who);
    await released;
  });
  await recordDelivery(attempt.attemptId, Buffer.from(phoneBody(attempt.apolloId, [{ number: A }])), 3000);
  const applying = applyDeliveries();
  await new Promise((wake) => setTimeout(wake, 100));
  expect(await recordDelivery(attempt.attemptId, Buffer.from("{}"), 1000)).toBe("new");
  release(undefined);
  await Promise.all([holding, applying]);
  expect((await storyOfAttempt(attempt)).numbers).toEqual([A]);
});

async function untilApplied(attempt: TestAttempt): Promise<void> {
  await expect
    .poll(async () => (await storyOfAttempt(attempt)).phoneState[1], { timeout: 5000, interval: 5 })
    .toBe("delivered");
}
