import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST } from "@/app/api/webhooks/apollo/[token]/route";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries, type Round } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null } = { stub: null };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const PERSON = { id: "64920f0a1b2c3d4e5f607182", name: "Ana Silva", email: "ana@acme.example" };
const MOBILE = { number: "+12025550101", type: "mobile" };
let rep: Viewer;

function stub(): ProviderStub {
  if (!held.stub) throw new Error("no stub");
  return held.stub;
}

beforeAll(async () => {
  held.stub = await startProviderStub();
});
afterAll(async () => {
  await stub().close();
  await closeDirectPool();
});
beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
});

/** As the provider calls the address that it was given. */
async function callBack(webhookUrl: unknown): Promise<[number, unknown]> {
  const url = String(webhookUrl);
  const request = new Request(url, { method: "POST", body: phoneBody(PERSON.id, [MOBILE]) });
  const response = await POST(request, { params: Promise.resolve({ token: url.split("/").at(-1) ?? "" }) });
  return [response.status, await response.json()];
}

async function lookUp(): Promise<string> {
  const asked = RequestLookupInput.parse({ email: PERSON.email, revealPhoneNumber: true });
  return (await requestLookup(rep, asked)).lookupId;
}

async function told(lookupId: string) {
  const { outcome, phoneState, creditsHeld, creditsCharged, result } = await getLookup(rep, lookupId);
  const period = await db.budgetPeriod.findFirstOrThrow({
    where: { workspaceId: rep.workspaceId, scope: WORKSPACE_SCOPE },
  });
  return {
    ...{ outcome, phoneState, creditsHeld, creditsCharged, numbers: result?.phones.map(({ number }) => number) ?? [] },
    sums: [period.held.toString(), period.spent.toString()],
  };
}

const DELIVERED = { outcome: "matched", phoneState: "delivered", creditsHeld: "0", creditsCharged: "9" };

test("a callback that comes before the answer of its own call is acknowledged, waits for it, and is applied", async () => {
  const seen: { answers: unknown[]; rounds: Round[] } = { answers: [], rounds: [] };
  stub().answerWith(async ({ body }, response) => {
    seen.answers.push(await callBack(body["webhook_url"]));
    seen.rounds.push(await applyDeliveries());
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ person: PERSON }));
  });
  const lookupId = await lookUp();
  expect(seen).toEqual({ answers: [[200, { ok: true }]], rounds: [{ done: 0, held: 1 }] });
  expect(await applyDeliveries()).toEqual({ done: 1, held: 0 });
  expect(await told(lookupId)).toEqual({ ...DELIVERED, numbers: [MOBILE.number], sums: ["0", "9"] });
});

test.each<[string, (response: ServerResponse) => void]>([
  ["broke off", (response) => void response.destroy()],
  ["ended in a 504", (response) => void response.writeHead(504).end("<html>")],
])(
  "a callback for a call that %s proves that it was carried out: matched, and the hold is spent",
  async (_what, fail) => {
    stub().answerWith((_call, response) => {
      fail(response);
    });
    const lookupId = await lookUp();
    expect(await told(lookupId)).toMatchObject({ outcome: "unknown", creditsHeld: "9", sums: ["9", "0"] });
    const webhookUrl = stub().calls[0]?.body["webhook_url"];
    expect(await callBack(webhookUrl)).toEqual([200, { ok: true }]);
    await applyDeliveries();
    expect(await told(lookupId)).toEqual({ ...DELIVERED, numbers: [MOBILE.number], sums: ["0", "9"] });
    expect(stub().calls).toHaveLength(1);
  },
);

test.each(["before", "after"])(
  "one whose attempt is settled just %s those that wait are counted is applied, or looked for again",
  async (when) => {
    const { attemptId, apolloId } = await anAttempt(rep, {
      ...{ state: "sending", sentAt: new Date(), settledAt: null, outcome: "looking_up" },
    });
    await recordDelivery(attemptId, Buffer.from(phoneBody(apolloId, [MOBILE])), 5000);
    const settle = () =>
      db.attempt.update({ where: { id: attemptId }, data: { state: "matched", settledAt: new Date() } });
    const count = db.delivery.count.bind(db.delivery) as (of: unknown) => Promise<number>;
    const settling = async (of: unknown) => {
      if (when === "before") await settle();
      const counted = await count(of);
      if (when === "after") await settle();
      return counted;
    };
    vi.spyOn(db.delivery, "count").mockImplementationOnce(settling as never);
    const { done, held: waits } = await applyDeliveries();
    expect(done + waits).toBeGreaterThan(0);
    vi.restoreAllMocks();
    await applyDeliveries();
    expect(await db.delivery.findMany({ where: { attemptId }, select: { state: true } })).toEqual([
      { state: "applied" },
    ]);
  },
);
