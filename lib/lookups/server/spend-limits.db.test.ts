import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null; url: string } = { stub: null, url: "" };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: held.url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const EMAIL = "ana@acme.example";
let rep: Viewer;
let admin: Viewer;

function stub(): ProviderStub {
  if (!held.stub) throw new Error("no stub");
  return held.stub;
}

const personOf = (email: unknown) => ({ person: { id: anApolloId(), name: "Ana Silva", email } });

beforeAll(async () => {
  held.stub = await startProviderStub();
});
afterAll(() => stub().close());
beforeEach(async () => {
  held.url = stub().url;
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  stub().answerWith((call, response) => answerJson(200, personOf(call.body["email"]))(call, response));
});

async function lookUp(email = EMAIL, input: Partial<RequestLookupInput> = {}): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email, ...input }))).lookupId;
}

async function sums(): Promise<string[]> {
  const where = { workspaceId: rep.workspaceId, scope: WORKSPACE_SCOPE };
  const period = await db.budgetPeriod.findFirstOrThrow({ where });
  return [period.held.toString(), period.spent.toString()];
}

test("two hundred lookups at once on a budget for ten: ten are sent, the others refused before anything leaves", async () => {
  await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "10", resetDay: 1 });
  const asked = Array.from({ length: 200 }, (_, index) => lookUp(`person${String(index)}@acme.example`));
  const ended = await Promise.allSettled(asked);
  const refusals = ended.flatMap((one) => (one.status === "rejected" ? [one.reason as { code: string }] : []));
  expect([ended.length - refusals.length, stub().calls.length]).toEqual([10, 10]);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["budget"]));
  const where = { workspaceId: rep.workspaceId };
  const rows = await Promise.all([db.attempt.count({ where }), db.lookup.count({ where })]);
  expect(rows).toEqual([10, 10]);
  expect(await db.ledgerEntry.count({ where })).toBe(20);
  expect(await sums()).toEqual(["0", "10"]);
});

describe("the ceiling is held before the call", () => {
  test.each<[string, Partial<RequestLookupInput>, string]>([
    ["a profile", { revealPersonalEmails: true }, "1"],
    ["a phone", { revealPhoneNumber: true }, "9"],
    ["an email waterfall, as the workspace has set it", { waterfallEmail: true }, "4.5"],
    ["both waterfalls", { waterfallEmail: true, waterfallPhone: true }, "44.5"],
  ])("of %s", async (_what, options, ceiling) => {
    const ceilings = { waterfallEmailCeiling: 3.5, waterfallPhoneCeiling: 40 };
    await db.workspace.update({ where: { id: rep.workspaceId }, data: ceilings });
    let during: string[] = [];
    stub().answerWith(async (call, response) => {
      during = await sums();
      await answerJson(200, { person: null })(call, response);
    });
    await lookUp(EMAIL, options);
    expect([during, await sums()]).toEqual([
      [ceiling, "0"],
      ["0", "0"],
    ]);
  });
});

/** A server that does not speak TLS where TLS is spoken: no byte of the request can be written. */
async function startDeaf(onConnection: () => Promise<void>): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => void onConnection().then(() => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { server, url: `https://127.0.0.1:${String(port)}` };
}

test("what never left is tried three times with growing pauses, its hold kept, and given back at the end", async () => {
  const tries: { at: number; sums: string[] }[] = [];
  const deaf = await startDeaf(async () => void tries.push({ at: performance.now(), sums: await sums() }));
  held.url = deaf.url;
  const lookupId = await lookUp();
  deaf.server.close();
  expect(tries.map((one) => one.sums)).toEqual(Array.from({ length: 3 }, () => ["1", "0"]));
  const pauses = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));
  expect(pauses[0]).toBeGreaterThan(190);
  expect(pauses[1]).toBeGreaterThan(390);
  expect(await getLookup(rep, lookupId)).toMatchObject({ outcome: "failed", errorCode: "provider_unreachable" });
  expect(await sums()).toEqual(["0", "0"]);
});

describe("a sender that was overtaken writes nothing, whatever it hears:", () => {
  const limited = answerJson(429, { message: "The maximum number of api calls" }, { "retry-after": "1" });
  const say = (status: number, body: unknown) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

  test.each<[string, (response: ServerResponse) => void]>([
    ["a match", say(200, personOf(EMAIL))],
    ["no match", say(200, { person: null })],
    ["a refusal", say(422, { error: "Person does not exist." })],
    ["to wait", say(429, { message: "The maximum number of api calls" })],
    ["nothing", (response) => void response.destroy()],
  ])("%s", async (_what, answer) => {
    stub().answerWith(limited);
    const lookupId = await lookUp();
    const { attemptId } = await db.lookup.findUniqueOrThrow({ where: { id: lookupId } });
    const id = attemptId ?? "";
    await db.providerPause.deleteMany();
    await db.attempt.update({ where: { id }, data: { sendAfter: new Date(0) } });
    stub().answerWith(async (_call, response) => {
      // Its lease is over and another has taken the attempt up, while this one still waits for its answer.
      await db.attempt.update({ where: { id }, data: { sends: { increment: 1 } } });
      answer(response);
    });
    const before = await storyOf(id);
    expect(await sendReserved()).toBe(1);
    expect(await storyOf(id)).toEqual({ ...before, state: "sending", sends: 3, outcome: "looking_up" });
  });

  async function storyOf(id: string) {
    const { state, sends, errorCode, settledAt } = await db.attempt.findUniqueOrThrow({ where: { id } });
    const { outcome, personId } = await db.lookup.findFirstOrThrow({ where: { attemptId: id } });
    const entries = await db.ledgerEntry.count({ where: { attemptId: id } });
    return { state, sends, errorCode, settledAt, outcome, personId, entries, sums: await sums() };
  }
});
