import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { compareWithProvider, reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { settleByUsage } from "@/lib/lookups/server/settle-by-usage";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null } = { stub: null };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 1500 }),
}));

useTestDatabase();

let rep: Viewer;
let admin: Viewer;
let keyId: string;
/** What the provider's counter shows, and how it answers a match. */
const team = { used: 0, match: (response: ServerResponse): void => void response.destroy() };

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

const matchCalls = () => stub().calls.filter(({ path }) => path.endsWith("people/match")).length;

beforeAll(async () => {
  provider.stub = await startProviderStub();
});
afterAll(() => stub().close());

beforeEach(async () => {
  // What the test before left in doubt is no matter of this one.
  await db.attempt.updateMany({ where: { settledAt: null }, data: { settledAt: new Date() } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ role: "admin", workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  keyId = (await db.apiKey.findFirstOrThrow({ where: { workspaceId } })).id;
  team.used = 100;
  team.match = (response) => void response.destroy();
  stub().answerWith((call, response) => {
    if (call.path.endsWith("people/match")) team.match(response);
    else {
      const bucket = { limit: 1000, consumed: team.used, left_over: 1000 - team.used };
      void answerJson(200, { credit_usage_stats: { lead_credit: bucket } })(call, response);
    }
  });
});

async function lookUp(email: string, input: Partial<RequestLookupInput> = {}): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email, ...input }))).lookupId;
}

async function told(lookupId: string) {
  const { outcome, errorCode, creditsHeld, creditsCharged, phoneState } = await getLookup(rep, lookupId);
  return { outcome, errorCode, creditsHeld, creditsCharged, phoneState };
}

describe("a person settles an unknown outcome", () => {
  test("as not charged: the hold goes back, and the same may be asked again", async () => {
    const id = await lookUp("ana@acme.example", { revealPhoneNumber: true });
    expect(await told(id)).toMatchObject({ outcome: "unknown", creditsHeld: "9", phoneState: "waiting" });
    await decideUnknown(rep, { lookupId: id, decision: "not_charged" });
    expect(await told(id)).toEqual({
      ...{ outcome: "failed", errorCode: "not_carried_out", phoneState: "not_asked" },
      ...{ creditsHeld: "0", creditsCharged: "0" },
    });
    await lookUp("ana@acme.example", { revealPhoneNumber: true });
    expect(matchCalls()).toBe(2);
  });

  test("as charged: the profile is charged, the rest goes back, and it says that the answer is lost", async () => {
    const id = await lookUp("ana@acme.example");
    await decideUnknown(admin, { lookupId: id, decision: "charged" });
    expect(await told(id)).toMatchObject({ errorCode: "answer_lost", creditsHeld: "0", creditsCharged: "1" });
    await expect(decideUnknown(admin, { lookupId: id, decision: "not_charged" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("only an admin or the rep who asked, and it is audited", async () => {
    const id = await lookUp("ana@acme.example");
    const other = await aViewer({ workspaceId: rep.workspaceId });
    const reviewer = await aViewer({ role: "reviewer", workspaceId: rep.workspaceId });
    const decision = { lookupId: id, decision: "charged" } as const;
    await expect(decideUnknown(other, decision)).rejects.toMatchObject({ code: "not_found" });
    await expect(decideUnknown(reviewer, decision)).rejects.toMatchObject({ code: "forbidden" });
    await decideUnknown(rep, decision);
    const [line] = await db.$queryRaw<{ action: string; actor_id: string }[]>`
      SELECT action, actor_id FROM audit_event WHERE subject = ${id}`;
    expect(line).toEqual({ action: "unknown.charged", actor_id: rep.userId });
  });
});

describe("the provider's usage figures settle unknown outcomes", () => {
  const settle = () => settleByUsage({ counterLagS: 0 });

  test("unchanged: none was charged", async () => {
    await reconcileUsedKeys();
    const ids = [await lookUp("ana@acme.example"), await lookUp("bo@acme.example", { revealPhoneNumber: true })];
    expect(await settle()).toBe(2);
    for (const id of ids) expect(await told(id)).toMatchObject({ errorCode: "not_carried_out", creditsHeld: "0" });
    expect(matchCalls()).toBe(2);
  });

  test("up by one each: all were charged", async () => {
    await reconcileUsedKeys();
    const ids = [await lookUp("ana@acme.example"), await lookUp("bo@acme.example")];
    team.used += 2;
    expect(await settle()).toBe(2);
    for (const id of ids) expect(await told(id)).toMatchObject({ errorCode: "answer_lost", creditsCharged: "1" });
  });

  test.each([
    ["one of two", ["ana@acme.example", "bo@acme.example"], 1, {}],
    ["a sum that a colleague elsewhere may have spent", ["ana@acme.example"], 5, {}],
    ["a lookup with a phone, whose price may fall later", ["ana@acme.example"], 1, { revealPhoneNumber: true }],
  ])("%s leaves doubt, and a person decides", async (_what, emails, charged, options) => {
    await reconcileUsedKeys();
    for (const email of emails) await lookUp(email, options);
    team.used += charged;
    expect(await settle()).toBe(0);
  });

  test("without a quiet comparison from before there is nothing to compare with", async () => {
    await lookUp("ana@acme.example");
    expect(await settle()).toBe(0);
  });

  test("are compared again after the settlement, also when it fell into the same millisecond", async () => {
    await reconcileUsedKeys();
    await lookUp("ana@acme.example");
    team.used += 1;
    await settle();
    const { settledAt } = await db.attempt.findFirstOrThrow({ where: { apiKeyId: keyId } });
    await db.reconciliation.updateMany({
      where: { apiKeyId: keyId, unknowns: 1 },
      data: { takenAt: settledAt ?? new Date(0) },
    });
    await reconcileUsedKeys();
    await reconcileUsedKeys();
    const rows = await db.reconciliation.findMany({ where: { apiKeyId: keyId }, orderBy: { takenAt: "asc" } });
    expect(rows.map(({ drift, unknowns }) => [drift.toString(), unknowns])).toEqual([
      ["100", 0],
      ["101", 1],
      ["100", 0],
    ]);
  });

  test("an admin sees the drift", async () => {
    await compareWithProvider(admin, keyId);
    const rows = await db.reconciliation.findMany({ where: { apiKeyId: keyId } });
    expect(rows.map(({ drift, isQuiet }) => [drift.toString(), isQuiet])).toEqual([["100", true]]);
    await expect(compareWithProvider(rep, keyId)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a process that died in mid-call", () => {
  test("leaves its attempts unknown 20 s after its last beat; a living one's are left alone", async () => {
    const ids = [await lookUp("ana@acme.example"), await lookUp("bo@acme.example")];
    const lookups = await db.lookup.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: "asc" } });
    const [dead, alive] = lookups.map(({ attemptId }) => attemptId ?? "");
    const sentAt = new Date(Date.now() - 21_000);
    await db.attempt.updateMany({ where: { id: dead ?? "" }, data: { state: "sending", sentAt, sender: "gone" } });
    await db.attempt.updateMany({ where: { id: alive ?? "" }, data: { state: "sending", sentAt, sender: "here" } });
    await db.instancePulse.createMany({
      data: [
        { id: "here", beatAt: new Date() },
        { id: "gone", beatAt: sentAt },
      ],
    });
    expect(await sweepStaleAttempts()).toBe(1);
    expect((await db.attempt.findUniqueOrThrow({ where: { id: dead ?? "" } })).state).toBe("unknown");
    expect((await db.attempt.findUniqueOrThrow({ where: { id: alive ?? "" } })).state).toBe("sending");
  });
});
