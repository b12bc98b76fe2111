import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { disableApiKey, enableApiKey } from "@/lib/api-keys/server/change-api-key";
import { endRotatedKeys } from "@/lib/api-keys/server/end-rotated-keys";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { listApiKeys } from "@/lib/api-keys/server/list-api-keys";
import { rotateApiKey } from "@/lib/api-keys/server/rotate-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub, type StubCall } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null } = { stub: null };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 5000 }),
}));

useTestDatabase();

const OLD = "kH3-the_old_KEY_22chars";
const NEW = "kH3-the_new_KEY_22chars";
const MOBILE = { number: "+12025550101", type: "mobile" };
const PERSON = anApolloId();

/** How the provider knows each key: its team, or nothing. */
let teams: Record<string, string | null>;
let refused: Record<string, { status: number; path: string }>;
let used: number;
let isReady: boolean;
let meanwhile: () => Promise<unknown>;
let admin: Viewer;
let rep: Viewer;
let oldKey: string;

function stub(): ProviderStub {
  if (!held.stub) throw new Error("no stub");
  return held.stub;
}

const keyOf = ({ headers }: StubCall) => String(headers["x-api-key"]);
const askedWith = (path: string) => stub().calls.flatMap((call) => (call.path.includes(path) ? [keyOf(call)] : []));

beforeAll(async () => {
  held.stub = await startProviderStub();
});
afterAll(async () => {
  await stub().close();
  await closeDirectPool();
});
beforeEach(async () => {
  [teams, refused, used, isReady] = [{ [OLD]: "team-a", [NEW]: "team-a" }, {}, 0, false];
  meanwhile = () => Promise.resolve();
  await db.attempt.updateMany({ data: { pollAt: null } });
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
  const given = { workspaceId, createdById: null, name: "Sales", key: OLD };
  oldKey = (await inTransaction((tx) => storeApiKey(tx, given))).id;
  stub().answerWith(async (call, response) => {
    const { status, body } = await answer(call);
    await answerJson(status, body)(call, response);
  });
});

async function answer(call: StubCall): Promise<{ status: number; body: unknown }> {
  const key = keyOf(call);
  const team = teams[key];
  if (team == null) return { status: 401, body: "Invalid API key." };
  const refusal = refused[key];
  if (refusal && call.path.includes(refusal.path))
    return { status: refusal.status, body: { error: "not this endpoint" } };
  if (call.path.includes("api_profile"))
    return { status: 200, body: { id: "u", team_id: team, email: `${team}@a.example` } };
  if (call.path.includes("credit_usage_stats")) {
    const bucket = { limit: 1000, consumed: used, left_over: 1000 - used };
    return { status: 200, body: { credit_usage_stats: { lead_credit: bucket } } };
  }
  if (call.path.includes("api_usage_stats")) return { status: 200, body: {} };
  if (call.path.includes("webhook_result")) return answerPoll(call, team);
  await meanwhile();
  const person = { id: PERSON, name: "Ana Silva", first_name: "Ana", last_name: "Silva", email: call.body["email"] };
  return {
    status: 200,
    body: `{"person":${JSON.stringify(person)},"phone_enrichment":{"status":"pending"},"request_id":7}`,
  };
}

/** Results are the team's that asked. */
function answerPoll({ path }: StubCall, team: string) {
  if (!path.endsWith("/7") || team !== "team-a") return { status: 404, body: { error_code: "request_id_unknown" } };
  if (!isReady) return { status: 404, body: { error_code: "result_pending", retry_after_seconds: 10 } };
  const result: unknown = JSON.parse(phoneBody(PERSON, [MOBILE]));
  return { status: 200, body: { request_id: "7", webhook_status: "failed", webhook_result: result } };
}

async function lookUp(email = "ana@acme.example", revealPhoneNumber = true): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email, revealPhoneNumber }))).lookupId;
}

async function pollAndApply(): Promise<void> {
  await db.attempt.updateMany({ where: { pollAt: { not: null } }, data: { pollAt: new Date(0) } });
  await pollResults();
  await applyDeliveries();
}

const rotate = (input: { key?: string; acceptsTeam?: boolean } = {}) =>
  rotateApiKey(admin, { id: oldKey, key: NEW, acceptsTeam: false, ...input });
/** The old key's state after a round of ending. */
const end = async () => {
  await endRotatedKeys({ settleS: 0 });
  return (await db.apiKey.findUniqueOrThrow({ where: { id: oldKey } })).state;
};
const listed = async () =>
  (await listApiKeys(admin)).keys.map(({ name, version, state, isDefault, ending }) => ({
    ...{ name, version, state, isDefault },
    open: ending && { calls: ending.calls, results: ending.results },
  }));

const ENDING = { name: "Sales", version: 1, state: "ending", isDefault: false };
const NEXT = { name: "Sales", version: 2, state: "active", isDefault: true, open: null };

describe("a new key takes the old one's place:", () => {
  test("its name, its place as default and the next version, once it was tested; the audit says who did it", async () => {
    expect(await rotate()).toMatchObject({ isDone: true });
    expect(await listed()).toEqual([NEXT, { ...ENDING, open: { calls: 0, results: 0 } }]);
    const [event] = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(event).toMatchObject({ action: "api_key.rotated", subject: oldKey, actorId: admin.userId });
    expect(JSON.stringify(event?.detail)).not.toContain(NEW);
    await lookUp();
    expect(askedWith("people/match")).toEqual([NEW]);
  });

  test("the call that is running ends on the old key, and is charged once", async () => {
    meanwhile = async () => {
      await rotate();
      expect(await listed()).toMatchObject([NEXT, { ...ENDING, open: { calls: 1 } }]);
      expect(await end()).toBe("ending");
    };
    const lookupId = await lookUp("ana@acme.example", false);
    expect(await getLookup(rep, lookupId)).toMatchObject({ outcome: "matched", creditsCharged: "1", creditsHeld: "0" });
    expect(askedWith("people/match")).toEqual([OLD]);
    expect(await end()).toBe("disabled");
  });

  test("of two rotations at once one is done, and the other is told", async () => {
    const third = "kH3-a_third_KEY_of_22chr";
    teams[third] = "team-a";
    const outcomes = await Promise.allSettled([rotate(), rotate({ key: third })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.apiKey.count({ where: { workspaceId: admin.workspaceId, isDefault: true } })).toBe(1);
    expect(await listed()).toHaveLength(2);
  });
});

describe("a phone that is still coming when its key is replaced", () => {
  test("by one of another team is asked for with the old key, which ends by itself once the phone is there", async () => {
    teams[NEW] = "team-b";
    const lookupId = await lookUp();
    await rotate({ acceptsTeam: true });
    stub().calls.length = 0;
    await pollAndApply();
    expect(askedWith("webhook_result/7")).toEqual([OLD]);
    expect(await end()).toBe("ending");
    expect(await listed()).toEqual([NEXT, { ...ENDING, open: { calls: 0, results: 1 } }]);
    isReady = true;
    await pollAndApply();
    expect(await getLookup(rep, lookupId)).toMatchObject({ phoneState: "delivered", creditsCharged: "9" });
    expect(await end()).toBe("disabled");
    expect(await listed()).toEqual([NEXT, { ...ENDING, state: "disabled", open: null }]);
  });

  test("is asked for with the new key where the provider no longer takes the old one, if both are of one team", async () => {
    const lookupId = await lookUp();
    await rotate();
    teams[OLD] = null;
    isReady = true;
    stub().calls.length = 0;
    await pollAndApply();
    await pollAndApply();
    expect(askedWith("webhook_result/7")).toEqual([OLD, NEW]);
    expect(await getLookup(rep, lookupId)).toMatchObject({ phoneState: "delivered", creditsCharged: "9" });
  });

  test("is not given up when the old key is disabled at once: another team's key knows nothing of it", async () => {
    teams[NEW] = "team-b";
    const lookupId = await lookUp();
    await rotate({ acceptsTeam: true });
    await disableApiKey(admin, oldKey);
    await pollAndApply();
    expect(await getLookup(rep, lookupId)).toMatchObject({ phoneState: "waiting", creditsHeld: "8" });
  });
});

describe("nothing is changed", () => {
  test.each<[string, () => void, { key?: string }, RegExp]>([
    ["the key that is in use", () => undefined, { key: OLD }, /in use already/],
    ["one that the provider does not accept", () => void (teams[NEW] = null), {}, /does not accept/],
  ])("by %s", async (_what, given, input, sentence) => {
    given();
    await expect(rotate(input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { key: expect.stringMatching(sentence) as string },
    });
    expect(await listed()).toEqual([{ name: "Sales", version: 1, state: "active", isDefault: true, open: null }]);
  });

  test.each<[string, () => void, "other" | "unknown", string | null]>([
    ["of another team", () => void (teams[NEW] = "team-b"), "other", "team-b@a.example"],
    [
      "that may not read its profile",
      () => void (refused[NEW] = { status: 403, path: "api_profile" }),
      "unknown",
      null,
    ],
    ["whose predecessor is refused by now", () => void (teams[OLD] = null), "unknown", "team-a@a.example"],
  ])("before the admin has accepted a key %s", async (_what, given, team, account) => {
    given();
    expect(await rotate()).toEqual({ isDone: false, team, account });
    expect(await listed()).toHaveLength(1);
    expect(await rotate({ acceptsTeam: true })).toMatchObject({ isDone: true });
    expect(await listed()).toHaveLength(2);
  });

  test("by a rep or a reviewer, or in another workspace", async () => {
    await expect(rotateApiKey(rep, { id: oldKey, key: NEW, acceptsTeam: false })).rejects.toMatchObject({
      code: "forbidden",
    });
    const outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(rotateApiKey(outsider, { id: oldKey, key: NEW, acceptsTeam: false })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(stub().calls).toEqual([]);
  });
});

test("a replaced key can be taken back into use, and the fresh one stays the default", async () => {
  await rotate();
  await enableApiKey(admin, oldKey);
  expect(await listed()).toMatchObject([NEXT, { version: 1, state: "active", isDefault: false }]);
});

test("what an old and a new key of one team spend is compared with that team's counter as one", async () => {
  await lookUp("ana@acme.example", false);
  used += 1;
  await rotate();
  await lookUp("bo@acme.example", false);
  used += 1;
  await reconcileUsedKeys({ counterLagS: 0 });
  const rows = await db.reconciliation.findMany({ where: { workspaceId: admin.workspaceId } });
  expect(rows.map(({ ledgerUsed, drift }) => `${ledgerUsed.toString()} ${drift.toString()}`)).toEqual(["2 0", "2 0"]);
});

test("the new key is sealed for its own row and version, and nowhere to be read", async () => {
  await rotate();
  const row = await db.apiKey.findFirstOrThrow({ where: { workspaceId: admin.workspaceId, state: "active" } });
  expect(openApiKey(row)).toBe(NEW);
  expect(() => openApiKey({ ...row, keyVersion: 1 })).toThrow(/does not open/);
  expect(JSON.stringify(await listApiKeys(admin))).not.toContain(NEW);
});
