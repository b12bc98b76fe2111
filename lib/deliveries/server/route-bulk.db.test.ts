import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { receiveWebhook } from "@/lib/deliveries/server/receive-webhook";
import type { LookupIdentity } from "@/lib/lookups/lookup";
import { placeBulk } from "@/lib/lookups/server/place-bulk";
import { sendBulk } from "@/lib/lookups/server/send-bulk";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null } = { stub: null };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const OPTIONS = { revealPersonalEmails: false, revealPhoneNumber: true, waterfallEmail: false, waterfallPhone: false };
let rep: Viewer;

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

const idOf = (n: number) => `64920f0a1b2c3d4e5f6073${n.toString(16).padStart(2, "0")}`;
const numberOf = (n: number) => `+1415555010${n}`;
const wirePerson = (n: number) => ({
  ...{ id: idOf(n), first_name: "Ana", last_name: `Silva ${n}`, name: `Ana Silva ${n}`, email: `ana${n}@acme.example` },
  employment_history: [],
});
const wirePhones = (n: number) => ({
  ...{ id: idOf(n), status: "success" },
  phone_numbers: [{ sanitized_number: numberOf(n), raw_number: numberOf(n), type_cd: "mobile" }],
});
const bodyOf = (...some: number[]) => ({
  status: "success",
  people: some.map(wirePhones),
  credits_consumed: 8 * some.length,
});

beforeAll(async () => {
  provider.stub = await startProviderStub();
});
afterAll(async () => {
  await closeDirectPool();
  await stub().close();
});

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
});

/** Three people asked for in one call, with their phones; the address that the provider was given. */
async function threeAsked(matches: unknown[] = [1, 2, 3].map(wirePerson)): Promise<string> {
  const people = [1, 2, 3].map((number) => ({ number, identity: { email: `ana${number}@acme.example` } }));
  stub().answerWith(
    answerJson(200, { status: "success", matches, phone_enrichment: { status: "pending" }, request_id: 77 }),
  );
  const {
    calls: [call],
  } = await inTransaction((tx) => placeBulk(tx, rep, { people, options: OPTIONS, isRefresh: false, runId: null }));
  if (!call) throw new Error("nobody is asked for");
  await sendBulk(call);
  expect(stub().calls[0]?.body).toMatchObject({ webhook_url: call.webhookUrl, reveal_phone_number: true });
  return call.webhookUrl ?? "";
}

/** The same, with the answer lost on its way. */
async function threeInDoubt(first: LookupIdentity = { email: "ana1@acme.example" }): Promise<string> {
  const others = [2, 3].map((number) => ({ number, identity: { email: `ana${number}@acme.example` } }));
  const people = [{ number: 1, identity: first }, ...others];
  stub().answerWith((_call, response) => {
    response.destroy();
  });
  const {
    calls: [call],
  } = await inTransaction((tx) => placeBulk(tx, rep, { people, options: OPTIONS, isRefresh: false, runId: null }));
  if (!call) throw new Error("nobody is asked for");
  await sendBulk(call);
  return call.webhookUrl ?? "";
}

/** By the numbers of those who were found to be charged; of the others nothing was. */
async function decide(...charged: number[]): Promise<void> {
  const { workspaceId } = rep;
  const attempts = await db.attempt.findMany({ where: { workspaceId }, orderBy: { position: "asc" } });
  for (const [at, { id: attemptId }] of [...attempts.entries()].reverse()) {
    const decision = charged.includes(at + 1) ? ("charged" as const) : ("not_charged" as const);
    await inTransaction((tx) => settleUnknown(tx, { workspaceId, attemptId }, { decision, resolution: "person" }));
  }
}

async function deliver(address: string, body: unknown): Promise<void> {
  const request = new Request(address, { method: "POST", body: JSON.stringify(body) });
  expect((await receiveWebhook(request, address.split("/").at(-1) ?? "")).status).toBe(200);
  await applyDeliveries();
}

/** Of each attempt: its phone state, what it was charged, its deliveries, and its person's numbers. */
async function story() {
  const attempts = await db.attempt.findMany({
    where: { workspaceId: rep.workspaceId },
    orderBy: { position: "asc" },
    include: { ledgerEntries: true, deliveries: true, lookups: { include: { person: { include: { phones: true } } } } },
  });
  return attempts.map(({ phoneState, ledgerEntries, deliveries, lookups }) => {
    const charges = ledgerEntries.filter(({ kind }) => kind === "charge").map(({ credits }) => credits.toNumber());
    const numbers = lookups.flatMap(({ person }) => person?.phones ?? []).map(({ number }) => number);
    return [phoneState, charges.reduce((a, b) => a + b, 0), deliveries.map(({ state }) => state), numbers];
  });
}

const delivered = (n: number) => ["delivered", 9, ["applied"], [numberOf(n)]];

test("a body that names all of them reaches each of them once, whatever comes again", async () => {
  const address = await threeAsked();
  await deliver(address, bodyOf(1, 2, 3));
  expect(await story()).toEqual([1, 2, 3].map(delivered));
  await deliver(address, bodyOf(1, 2, 3));
  await deliver(address, bodyOf(3, 2, 1));
  expect((await story()).map(([state, charged, , numbers]) => [state, charged, numbers])).toEqual(
    [1, 2, 3].map((n) => ["delivered", 9, [numberOf(n)]]),
  );
});

test("nobody's delivery keeps what was said of another", async () => {
  await deliver(await threeAsked(), bodyOf(1, 2, 3));
  const bodies = await db.delivery.findMany({ include: { attempt: true }, where: { workspaceId: rep.workspaceId } });
  for (const { body, attempt } of bodies) {
    const text = Buffer.from(body).toString();
    expect([1, 2, 3].map(idOf).filter((id) => text.includes(id))).toEqual([attempt.returnedApolloId]);
  }
});

test("one body a person, in any order, says the same", async () => {
  const address = await threeAsked();
  for (const n of [3, 1, 2]) await deliver(address, bodyOf(n));
  expect((await story()).map(([state, charged, , numbers]) => [state, charged, numbers])).toEqual(
    [1, 2, 3].map((n) => ["delivered", 9, [numberOf(n)]]),
  );
});

test("a person whom nobody asked for is put aside, and the others have theirs", async () => {
  await deliver(await threeAsked(), bodyOf(2, 7));
  expect(await story()).toEqual([
    ["waiting", 1, ["mismatch"], []],
    ["delivered", 9, ["applied"], [numberOf(2)]],
    ["waiting", 1, [], []],
  ]);
  expect(await db.person.count({ where: { workspaceId: rep.workspaceId, apolloId: idOf(7) } })).toBe(0);
});

test("where the first of them was erased meanwhile, the others still have theirs", async () => {
  const address = await threeAsked();
  await db.attempt.updateMany({
    where: { workspaceId: rep.workspaceId, position: 0 },
    data: { erasedAt: new Date(), returnedApolloId: null, responseBody: null },
  });
  await deliver(address, bodyOf(1, 2, 3));
  const [first, ...others] = await story();
  expect(others).toEqual([2, 3].map(delivered));
  expect(first?.[2]).toEqual(["dropped"]);
  const kept = await db.delivery.findMany({ where: { workspaceId: rep.workspaceId } });
  expect(kept.some(({ body }) => Buffer.from(body).toString().includes(idOf(1)))).toBe(false);
});

test("two who are one person are paid for once, and both have the number", async () => {
  await deliver(
    await threeAsked([wirePerson(1), wirePerson(2), { ...wirePerson(2), email: "ana3@acme.example" }]),
    bodyOf(2),
  );
  expect((await story()).map(([state, charged]) => [state, charged])).toEqual([
    ["waiting", 1],
    ["delivered", 9],
    ["delivered", 0],
  ]);
});

test("where the answer was lost, one who is named of several asked for is nobody's of them, and is put aside", async () => {
  await deliver(await threeInDoubt(), bodyOf(2));
  expect(await story()).toEqual([
    ["waiting", 0, ["mismatch"], []],
    ["waiting", 0, [], []],
    ["waiting", 0, [], []],
  ]);
  expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId, state: "unknown" } })).toBe(3);
});

const charges = async () => (await story()).map(([, charged]) => charged);
const held = async () => {
  const [period] = await db.budgetPeriod.findMany({ where: { workspaceId: rep.workspaceId, scope: "workspace" } });
  return { held: period?.held.toNumber(), spent: period?.spent.toNumber() };
};

test("what such people's mobiles cost is booked on those who turn out to be charged, whichever comes first, once", async () => {
  const address = await threeInDoubt();
  await deliver(address, bodyOf(1, 3));
  await decide(1, 2, 3);
  expect(await charges()).toEqual([1, 9, 9]);
  expect(await held()).toEqual({ held: 0, spent: 19 });
  await deliver(address, bodyOf(3, 1));
  expect(await charges()).toEqual([1, 9, 9]);
});

test("and when it comes after the decision", async () => {
  const address = await threeInDoubt();
  await decide(2);
  expect(await charges()).toEqual([0, 1, 0]);
  await deliver(address, bodyOf(2));
  expect(await charges()).toEqual([0, 9, 0]);
  expect(await held()).toEqual({ held: 0, spent: 9 });
});

test("one asked for by the provider's own id is known for certain, and the others' mobiles are booked beside", async () => {
  const address = await threeInDoubt({ apolloId: idOf(1) });
  await decide(2, 3);
  await deliver(address, bodyOf(1, 2, 3));
  expect((await charges()).slice(1)).toEqual([9, 9]);
});
