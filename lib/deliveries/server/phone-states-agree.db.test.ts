import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDelivery } from "@/lib/deliveries/server/apply-delivery";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import type { LiveEvent } from "@/lib/live/live-event";
import type { PendingState } from "@/lib/lookups/lookup";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { listPeople } from "@/lib/people/server/list-people";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let viewer: Viewer;

beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(closeDirectPool);

const MOBILE = { number: "+12025550101", type: "mobile" };

/** Somebody who was found, and whose phones are awaited by each of the attempts. */
async function somebodyAwaited(attempts: readonly TestAttempt[]): Promise<string> {
  const { workspaceId } = viewer;
  const [first] = attempts;
  const text = { apolloId: first?.apolloId ?? "", fullName: "Ana Silva", search: "ana silva" };
  const { id } = await db.person.create({
    data: { id: `per_${text.apolloId}`, workspaceId, ...text, departments: [], employment: [], observedAt: new Date() },
  });
  for (const { attemptId, lookupId } of attempts) {
    await db.attempt.update({ where: { id: attemptId }, data: { returnedApolloId: text.apolloId } });
    await db.lookup.update({ where: { id: lookupId }, data: { personId: id } });
    await inTransaction((tx) => copyToLookups(tx, { id: attemptId, workspaceId }, {}));
  }
  return id;
}

async function deliver({ attemptId }: TestAttempt, body: string): Promise<LiveEvent[]> {
  await recordDelivery(attemptId, Buffer.from(body), 3000);
  const { id } = await db.delivery.findFirstOrThrow({ where: { attemptId, state: "received" } });
  return (await applyDelivery({ id, attemptId }, new Date())).events;
}

const stateOf = async (id: string) => (await db.person.findUniqueOrThrow({ where: { id } })).phoneState;

test.each([
  ["nothing on file", "none_found", (apolloId: string) => phoneBody(apolloId, [])],
  ["a number", "delivered", (apolloId: string) => phoneBody(apolloId, [MOBILE])],
] as const)(
  "a delivery with %s ends the wait on the person as on the lookup, and the page is told",
  async (_, state, bodyOf) => {
    const attempt = await anAttempt(viewer);
    const id = await somebodyAwaited([attempt]);
    expect(await stateOf(id)).toBe("waiting");
    const events = await deliver(attempt, bodyOf(attempt.apolloId));
    expect([
      await stateOf(id),
      (await db.lookup.findUniqueOrThrow({ where: { id: attempt.lookupId } })).phoneState,
    ]).toEqual([state, state]);
    expect(events).toContainEqual({ workspaceId: viewer.workspaceId, kind: "person", ids: [id] });
    const { people } = await listPeople(viewer, { phones: state });
    expect(people.map((person) => person.id)).toContain(id);
  },
);

test("a phone waterfall's state is the phones' state, and an address alone is no phone", async () => {
  const states = { phoneState: "not_asked", waterfallState: "waiting" };
  const attempt = await anAttempt(viewer, states);
  await db.lookup.update({ where: { id: attempt.lookupId }, data: { options: { waterfallPhone: true } } });
  const id = await somebodyAwaited([attempt]);
  expect(await stateOf(id)).toBe("waiting");
  await deliver(attempt, waterfallBody(attempt.apolloId, { emails: ["ana@acme.example"] }));
  expect(await stateOf(id)).toBe("none_found");
});

test.each<[PendingState[], PendingState]>([
  [["waiting", "delivered"], "waiting"],
  [["late", "none_found"], "late"],
  [["failed", "none_found"], "none_found"],
  [["expired", "failed"], "failed"],
])("of several lookups %j the strongest word stands: %s", async (states, strongest) => {
  const attempts = await Promise.all(states.map((phoneState) => anAttempt(viewer, { phoneState })));
  expect(await stateOf(await somebodyAwaited(attempts))).toBe(strongest);
});

test("two waits that end at the same moment leave nobody waiting", async () => {
  for (let round = 0; round < 10; round += 1) {
    const attempts = [await anAttempt(viewer), await anAttempt(viewer)] as const;
    const id = await somebodyAwaited(attempts);
    const { apolloId } = attempts[0];
    await Promise.all([
      deliver(attempts[0], phoneBody(apolloId, [])),
      deliver(attempts[1], phoneBody(apolloId, [MOBILE])),
    ]);
    expect(await stateOf(id)).toBe("delivered");
  }
});
