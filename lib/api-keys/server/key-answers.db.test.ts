import { beforeEach, expect, test, vi } from "vitest";
import { addApiKey, storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { listApiKeys } from "@/lib/api-keys/server/list-api-keys";
import { flushKeyAnswers, noteKeyAnswer, noteWindows } from "@/lib/api-keys/server/note-key-answer";
import { testApiKey } from "@/lib/api-keys/server/test-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

const LIMITS = { "x-rate-limit-minute": "200", "x-minute-usage": "3", "x-minute-requests-left": "197" };
let admin: Viewer;
let forbidden: Record<string, string>;
let limits: Record<string, string>;

beforeEach(async () => {
  [forbidden, limits] = [{}, LIMITS];
  admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  stub().answerWith((call, response) => {
    const refusal = Object.entries(forbidden).find(([path]) => call.path.includes(path));
    if (refusal) return answerJson(403, { error: refusal[1], error_code: "API_INACCESSIBLE" })(call, response);
    if (call.path.includes("api_profile"))
      return answerJson(200, { id: "u1", team_id: "t1", email: "ada@acme.example" }, limits)(call, response);
    if (call.path.includes("credit_usage")) return answerJson(200, { credit_usage_stats: {} })(call, response);
    if (call.path.includes("api_usage")) {
      const minute = { limit: 1000, consumed: 12, left_over: 988 };
      return answerJson(200, { '["api/v1/people", "match"]': { minute } })(call, response);
    }
    return answerJson(404, { error_code: "request_id_unknown" })(call, response);
  });
});

const SCOPE = "This API key is not authorized to access api/v1/webhook_result/show.";
const PLAN = "api/v1/usage_stats is not accessible on your current plan.";

async function added() {
  const { id } = await addApiKey(admin, { name: "Sales", key: "kH3-test_KEY_of_22chars" });
  const [key] = (await listApiKeys(admin)).keys;
  if (!key) throw new Error("no key");
  return { id, key };
}

test("a test asks free endpoints alone, and says what the key may do", async () => {
  const { key } = await added();
  expect(
    stub()
      .calls.map(({ path }) => path.replace("/api/v1/", "").split("?")[0])
      .sort(),
  ).toEqual([
    ...["usage_stats/api_usage_stats", "usage_stats/credit_usage_stats", "users/api_profile", "webhook_result/1"],
  ]);
  expect(key).toMatchObject({
    health: "ok",
    report: { account: "ada@acme.example", sentence: "Apollo accepts this key." },
  });
  expect(key.rights).toEqual({
    webhook_result: "allowed",
    "users/api_profile": "allowed",
    "usage_stats/credit_usage_stats": "allowed",
    "usage_stats/api_usage_stats": "allowed",
  });
});

test("a scope that the key lacks is named, and told apart from what the plan does not include", async () => {
  forbidden = { webhook_result: SCOPE, credit_usage_stats: PLAN };
  const { id, key } = await added();
  expect(key.health).toBe("restricted");
  expect(key.rights).toMatchObject({ webhook_result: "missing", "usage_stats/credit_usage_stats": "plan" });
  expect(key.report?.sentence).toContain("api/v1/webhook_result/show");
  forbidden = {};
  expect(await testApiKey(admin, id)).toMatchObject({ health: "ok" });
  expect((await listApiKeys(admin)).keys[0]?.rights).toMatchObject({ webhook_result: "allowed" });
});

test("a key that may not read its profile is known all the same, and what else it may do is found out", async () => {
  forbidden = { api_profile: "not authorized" };
  const { key } = await added();
  expect(key).toMatchObject({ health: "restricted", report: { account: null } });
  expect(key.rights).toMatchObject({ webhook_result: "allowed", "users/api_profile": "missing" });
});

test("rate limits stand there from the first test on, lookups' too, before one was made", async () => {
  const { key } = await added();
  expect(
    key.meters.map(({ endpoint, window, used, limit }) => `${endpoint} ${window} ${String(used)}/${String(limit)}`),
  ).toEqual(["people/match minute 12/1000", "users/api_profile minute 3/200"]);
});

async function metersOf(id: string) {
  const rows = await db.rateMeter.findMany({ where: { apiKeyId: id }, orderBy: { window: "asc" } });
  return rows.map(({ window, used, seenSince }) => ({ window, used, seenSince: seenSince.getTime() }));
}

async function aKey() {
  const { workspaceId } = admin;
  const { id } = await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-another_KEY_22char" }),
  );
  return { id, workspaceId };
}

test("a thousand answers within moments are one write, which has the last of them", async () => {
  const key = await aKey();
  for (let used = 1; used <= 1000; used += 1) noteWindows(key, "people/match", { minute: { limit: 1000, used } });
  expect(await metersOf(key.id)).toEqual([]);
  await flushKeyAnswers();
  expect(await metersOf(key.id)).toMatchObject([{ window: "minute", used: 1000 }]);
});

test("a window keeps when it was first seen, until its count falls: then another one has opened", async () => {
  const key = await aKey();
  const note = async (used: number) => {
    noteWindows(key, "people/match", { hour: { limit: 400, used } });
    await flushKeyAnswers();
    const [meter] = await metersOf(key.id);
    if (!meter) throw new Error("no meter");
    return meter;
  };
  const first = await note(5);
  expect((await note(9)).seenSince).toBe(first.seenSince);
  expect((await note(2)).seenSince).toBeGreaterThan(first.seenSince);
});

test("a refusal that is no matter of rights says nothing of them", async () => {
  const key = await aKey();
  const rateLimits = { minute: null, hour: null, day: null };
  const exchanged = { status: 429, rawBody: Buffer.alloc(0), rateLimits, durationMs: 1 };
  const refusal = { say: "", detail: "", providerMessage: null };
  noteKeyAnswer(key, "people/match", { kind: "refused", code: "provider_rate_limited", ...exchanged, ...refusal });
  noteKeyAnswer(key, "people/match", { kind: "not_sent", code: "provider_unreachable", detail: "", durationMs: 1 });
  await flushKeyAnswers();
  expect(await db.keyRight.count({ where: { apiKeyId: key.id } })).toBe(0);
});
