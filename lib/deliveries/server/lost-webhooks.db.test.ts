import type { Server } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { createSandboxServer } from "@/lib/sandbox/server/standalone-server";
import { aPracticeClient, clearSandbox, type PracticeClient } from "@/lib/sandbox/testing/practice-client";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

// The emulator over HTTP. Nobody sends its callbacks here: each of them is lost.
const held: { server: Server | null; port: number } = { server: null, port: 0 };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) =>
    createApolloClient({ baseUrl: `http://127.0.0.1:${String(held.port)}`, apiKey, timeoutMs: 5000 }),
}));

useTestDatabase();

let rep: Viewer;
let practice: PracticeClient;

beforeAll(async () => {
  held.server = createSandboxServer().listen(0, "127.0.0.1");
  await once(held.server, "listening");
  const address = held.server.address();
  held.port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => {
  held.server?.closeAllConnections();
  held.server?.close();
  await closeDirectPool();
});
beforeEach(async () => {
  await clearSandbox();
  practice = await aPracticeClient();
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: practice.key }));
});

async function lookUp(input: Partial<RequestLookupInput>) {
  const asked = RequestLookupInput.parse({ revealPhoneNumber: true, isRefresh: true, ...input });
  return getLookup(rep, (await requestLookup(rep, asked)).lookupId);
}

const magic = (key: string, more: Partial<RequestLookupInput> = {}) =>
  lookUp({ email: `${key}@magic.example`, ...more });

/** The minutes pass for those that are asked for, and for the emulator's own work. */
async function pollNow(): Promise<void> {
  await db.sandboxEnrichment.updateMany({ data: { readyAt: new Date(Date.now() - 1000) } });
  await db.attempt.updateMany({ where: { pollAt: { not: null } }, data: { pollAt: new Date(0) } });
  await pollResults();
  await applyDeliveries();
}

async function told({ id }: { id: string }) {
  const { phoneState, creditsCharged, creditsHeld, deliveries, result } = await getLookup(rep, id);
  const numbers = (result?.phones ?? []).map(({ number }) => number);
  return { phoneState, creditsCharged, creditsHeld, came: deliveries.map(({ via }) => via), numbers };
}

async function spent(): Promise<number> {
  const { _sum } = await db.ledgerEntry.aggregate({
    where: { workspaceId: rep.workspaceId, kind: { in: ["charge", "adjustment"] } },
    _sum: { credits: true },
  });
  return Number(_sum.credits ?? 0);
}

function withMobile(count: number): WorldPerson[] {
  const people: WorldPerson[] = [];
  for (let index = 0; people.length < count; index += 1) {
    const person = ordinaryPerson(index);
    if (person.phones.some(({ type }) => type === "mobile")) people.push(person);
  }
  return people;
}

test("with every webhook lost, the phones of twenty people are recovered, and spent is what was billed", async () => {
  const people = withMobile(20);
  const lookups = [];
  for (const { id } of people) lookups.push(await lookUp({ apolloId: id }));
  await pollNow();
  const ends = await Promise.all(lookups.map(told));
  expect(ends.filter(({ phoneState, numbers }) => phoneState === "delivered" && numbers.length > 0)).toHaveLength(20);
  expect(new Set(ends.flatMap(({ came }) => came))).toEqual(new Set(["poll"]));
  expect(await spent()).toBe(await practice.used());
  expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId, pollAt: { not: null } } })).toBe(0);
});

test("a second reveal that the emulator skips shares the first one's numbers, and pays for its own profile only", async () => {
  await practice.switches({ delayMs: 600_000 });
  const [person] = withMobile(1);
  const first = await lookUp({ apolloId: person?.id ?? "" });
  const second = await lookUp({ apolloId: person?.id ?? "", revealPersonalEmails: true });
  expect((await told(second)).phoneState).toBe("waiting");
  await pollNow();
  const [one, two] = [await told(first), await told(second)];
  expect([one.phoneState, one.creditsCharged, two.phoneState, two.creditsCharged, two.creditsHeld]).toEqual([
    ...["delivered", "9", "delivered", "1", "0"],
  ]);
  expect(two.numbers).toEqual(one.numbers);
  expect(await spent()).toBe(await practice.used());
});

test("a reveal beside an email waterfall is settled whole, as it was billed", async () => {
  const lookup = await magic("unavailable", { waterfallEmail: true });
  await pollNow();
  const { phoneState, waterfallState } = await getLookup(rep, lookup.id);
  expect([phoneState, waterfallState]).not.toContain("waiting");
  expect(await spent()).toBe(await practice.used());
});

test.each([
  ["phone.never", "delivered", "9"],
  ["phone.parts", "delivered", "9"],
  ["phone.office", "delivered", "1"],
  ["phone.none", "none_found", "1"],
  ["phone.skipped", "failed", "1"],
])("%s ends as %s for %s credits", async (key, phoneState, creditsCharged) => {
  const lookup = await magic(key);
  await pollNow();
  expect(await told(lookup)).toMatchObject({ phoneState, creditsCharged, creditsHeld: "0" });
  expect(await spent()).toBe(await practice.used());
});
