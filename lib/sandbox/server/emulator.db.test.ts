import { afterEach, describe, expect, it } from "vitest";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import { readRateLimits } from "@/lib/apollo/rate-limits";
import { db } from "@/lib/db/client";
import { answerSandbox } from "@/lib/sandbox/server/answer-sandbox";
import { STANDALONE } from "@/lib/sandbox/server/mount";
import { aPracticeClient, clearSandbox } from "@/lib/sandbox/testing/practice-client";
import { ordinaryPerson } from "@/lib/sandbox/world/person";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
afterEach(clearSandbox);

const HOOK = "https://hooks.example/abc";
const known = () => {
  for (let index = 40; ; index += 1) {
    const person = ordinaryPerson(index);
    if (person.email !== null && person.phones.some(({ type }) => type === "mobile")) return person;
  }
};
const parse = (body: string) => JSON.parse(body) as Record<string, unknown>;
const anonymous = (method: string, path: string) =>
  answerSandbox(new Request(`http://x.localhost${path}`, { method }), STANDALONE);

describe("people/match", () => {
  it("finds someone by POST with a body, POST with a query, GET, and the older path alike", async () => {
    const client = await aPracticeClient();
    const email = known().email ?? "";
    const query = `?email=${encodeURIComponent(email)}`;
    const answers = [
      await client.match({ email }),
      await client.send("POST", `/api/v1/people/match${query}`),
      await client.send("GET", `/api/v1/people/match${query}`),
      await client.send("POST", "/v1/people/match", { email }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(readMatchAnswer(Buffer.from(body)).person?.apolloId).toBe(known().id);
    }
    expect(await client.used()).toBe(4);
  });

  it("carries no meter, and neither phone_enrichment nor waterfall unless asked", async () => {
    const client = await aPracticeClient();
    const { body } = await client.match({ id: known().id });
    expect(Object.keys(parse(body))).toEqual(["person", "request_id"]);
    expect(body).toMatch(/"request_id":-?\d{16,19}\}$/);
  });

  it("echoes a hashed email and ignores what it does not know", async () => {
    const client = await aPracticeClient();
    const hash = "a".repeat(64);
    const { body } = await client.match({ email: known().email, hashed_email: hash, organization_domain: "nonsense" });
    expect(parse(body)["person"]).toMatchObject({ id: known().id, hashed_email: hash });
  });

  it("takes `true` only in lower case from a query", async () => {
    const client = await aPracticeClient();
    const { status, body } = await client.send("GET", `/api/v1/people/match?id=${known().id}&reveal_phone_number=True`);
    expect([status, Object.keys(parse(body))]).toEqual([200, ["person", "request_id"]]);
  });

  it("answers pending for a phone reveal, then skipped while it is under way", async () => {
    const client = await aPracticeClient();
    const asked = { id: known().id, reveal_phone_number: true, webhook_url: HOOK };
    const first = parse((await client.match(asked)).body);
    expect(Object.keys(first)).toEqual(["person", "phone_enrichment", "request_id"]);
    expect(first["phone_enrichment"]).toMatchObject({
      status: "pending",
      request_id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
    });
    const second = await client.match(asked);
    expect(parse(second.body)["phone_enrichment"]).toMatchObject({ status: "skipped" });
    const { requestId } = readMatchAnswer(Buffer.from(second.body));
    expect((await client.send("GET", `/api/v1/webhook_result/${requestId ?? ""}`)).body).toBe(
      '{"error_code":"request_id_unknown"}',
    );
  });

  it("answers a reveal beside a phone waterfall with the waterfall alone", async () => {
    const client = await aPracticeClient();
    const { body } = await client.match({
      id: known().id,
      reveal_phone_number: true,
      run_waterfall_phone: true,
      webhook_url: HOOK,
    });
    expect(Object.keys(parse(body))).toEqual(["person", "waterfall", "request_id"]);
    expect(parse(body)["waterfall"]).toMatchObject({ status: "accepted" });
  });

  it("refuses a reveal without a usable webhook address before anything is billed", async () => {
    const client = await aPracticeClient();
    for (const webhook_url of [
      undefined,
      "",
      "nonsense",
      "ftp://x.example/a",
      "http://public.example/a",
      "https%3A%2F%2Fhooks.example",
    ]) {
      const { status, body } = await client.match({ id: known().id, reveal_phone_number: true, webhook_url });
      expect([status, body]).toEqual([
        400,
        `{"error":"Please add a valid 'webhook_url' parameter when using 'reveal_phone_number'"}`,
      ]);
    }
    const both = await client.match({ id: known().id, reveal_phone_number: true, webhook_url: HOOK, poll_only: true });
    expect([both.status, parse(both.body)["error_code"]]).toEqual([400, "WEBHOOK_URL_WITH_POLL_ONLY"]);
    expect(await client.used()).toBe(0);
  });

  it("bills nothing for nobody, in any of the three shapes", async () => {
    const client = await aPracticeClient();
    expect(parse((await client.match({ name: "Nobody At All" })).body)["person"]).toBeNull();
    for (const key of ["nomatch.null", "nomatch.none", "nomatch.stub"]) {
      const { body } = await client.match({ email: `${key}@magic.example` });
      expect(readMatchAnswer(Buffer.from(body)).person).toBeNull();
    }
    expect(await client.used()).toBe(0);
  });
});

describe("people/bulk_match", () => {
  it("keeps the order, says null for nobody, and bills each person once", async () => {
    const client = await aPracticeClient();
    const { body } = await client.bulk({
      details: [{ id: known().id }, { email: "no.one@nowhere.example" }, { email: known().email }],
    });
    const answer = parse(body);
    expect(Object.keys(answer)).toEqual(
      "status,error_code,error_message,total_requested_enrichments,unique_enriched_records,missing_records,credits_consumed,matches,request_id".split(
        ",",
      ),
    );
    expect(answer).toMatchObject({
      total_requested_enrichments: 3,
      unique_enriched_records: 1,
      missing_records: 1,
      credits_consumed: 1,
    });
    expect((answer["matches"] as ({ id: string } | null)[]).map((match) => match?.id ?? null)).toEqual([
      known().id,
      null,
      known().id,
    ]);
    expect(await client.used()).toBe(1);
  });

  it("leaves the meter out beside a waterfall", async () => {
    const client = await aPracticeClient();
    const answer = parse(
      (await client.bulk({ details: [{ id: known().id }], run_waterfall_email: true, webhook_url: HOOK })).body,
    );
    expect(answer).not.toHaveProperty("credits_consumed");
    expect(answer).toHaveProperty("waterfall");
    expect((answer["matches"] as object[])[0]).not.toHaveProperty("email");
  });

  it.each([
    [{}, 400, "INVALID_REQUEST"],
    [{ details: [] }, 400, "INVALID_REQUEST"],
    [{ details: "x" }, 422, "UNKNOWN_ERROR"],
    [{ details: Array.from({ length: 11 }, () => ({ id: "x" })) }, 400, "RECORD_LIMIT_EXCEEDED"],
  ])("refuses %j", async (given, status, code) => {
    const answer = await (await aPracticeClient()).bulk(given);
    expect([answer.status, parse(answer.body)["error_code"]]).toEqual([status, code]);
  });
});

describe("keys and limits", () => {
  it("a bad key is 401 everywhere but at auth/health, in the manner of the switch", async () => {
    const client = await aPracticeClient();
    const text = await anonymous("POST", "/api/v1/people/match");
    expect([text.status, text.headers["content-type"]]).toEqual([401, "text/plain; charset=utf-8"]);
    expect(text.headers).not.toHaveProperty("x-rate-limit-minute");
    await client.switches({ unauthorized: "json" });
    const json = await anonymous("POST", "/api/v1/people/match");
    expect(parse(json.body)["error_details"]).toMatchObject({ code: "AUTH.AUTHENTICATION.API_KEY_INVALID" });
    expect((await anonymous("GET", "/api/v1/auth/health")).body).toBe('{"healthy":true,"is_logged_in":false}');
    expect((await client.send("GET", "/api/v1/auth/health")).body).toBe('{"healthy":true,"is_logged_in":true}');
    expect((await anonymous("POST", "/api/v1/people/match?api_key=abc")).status).toBe(422);
  });

  it("a key without the scope is 403 without rate headers", async () => {
    const client = await aPracticeClient({ scopes: ["api/v1/webhook_result/show"] });
    const { status, body, headers } = await client.match({ id: known().id });
    expect([status, parse(body)["error_code"]]).toEqual([403, "API_INACCESSIBLE"]);
    expect(headers).not.toHaveProperty("x-rate-limit-minute");
    expect((await client.send("GET", "/api/v1/webhook_result/5")).status).toBe(404);
  });

  it("a paid endpoint has one window, and empty headers where it has none", async () => {
    const client = await aPracticeClient();
    await client.match({ id: known().id });
    const { headers } = await client.match({ id: known().id });
    expect(headers).toMatchObject({
      "x-rate-limit-minute": "1000",
      "x-minute-usage": "2",
      "x-minute-requests-left": "998",
    });
    expect(headers).toMatchObject({ "x-rate-limit-hourly": "", "x-rate-limit-24-hour": "" });
    expect(headers).not.toHaveProperty("x-hourly-usage");
    expect(readRateLimits(new Headers(headers))).toEqual({
      minute: { limit: 1000, used: 2, left: 998 },
      hour: null,
      day: null,
    });
    const profile = await client.send("GET", "/api/v1/users/api_profile");
    expect(profile.headers).toMatchObject({
      "x-rate-limit-minute": "200",
      "x-rate-limit-hourly": "400",
      "x-rate-limit-24-hour": "2000",
    });
  });

  it("beyond the limit it is 429 with the wait, and nothing is billed", async () => {
    const client = await aPracticeClient();
    await client.switches({ minuteLimit: 2 });
    for (let call = 0; call < 2; call += 1) expect((await client.match({ id: known().id })).status).toBe(200);
    const { status, headers, body } = await client.match({ id: known().id });
    expect(status).toBe(429);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect(parse(body)["message"]).toMatch(/api\/v1\/people\/match is 2 times per minute/);
    expect(await client.used()).toBe(2);
  });

  it("two hundred calls at once spend ten credits exactly ten times", async () => {
    const client = await aPracticeClient({ credits: 10 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.match({ id: known().id })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 422);
    expect(parse(refused?.body ?? "")["error_details"]).toMatchObject({ code: "BILLING.LIMIT.CREDITS_EXHAUSTED" });
    expect(await client.used()).toBe(10);
  });
});

describe("account", () => {
  it("shows the same credits in the profile and in the usage figures; the latter only by POST", async () => {
    const client = await aPracticeClient({ credits: 50 });
    await client.match({ id: known().id });
    const profile = parse((await client.send("GET", "/api/v1/users/api_profile?include_credit_usage=true")).body);
    expect(profile).toMatchObject({ num_credits_remaining: 49, total_unified_credits_used: 1 });
    const usage = parse((await client.send("POST", "/api/v1/usage_stats/credit_usage_stats", {})).body);
    expect(usage["credit_usage_stats"]).toMatchObject({ lead_credit: { limit: 50, consumed: 1, left_over: 49 } });
    expect((await client.send("GET", "/api/v1/usage_stats/credit_usage_stats")).status).toBe(404);
    const calls = parse((await client.send("POST", "/api/v1/usage_stats/api_usage_stats")).body);
    expect(calls['["api/v1/people","match"]']).toEqual({ minute: { limit: 1000, consumed: 1, left_over: 999 } });
  });

  it("logs each call with its cost and without the callback address", async () => {
    const client = await aPracticeClient();
    await client.match({
      id: known().id,
      note: "a\0b\ud800",
      reveal_phone_number: true,
      webhook_url: `${HOOK}/secret`,
    });
    await client.match({ id: known().id, reveal_phone_number: true });
    const { body } = await client.send("GET", "/_sandbox/calls");
    expect(body).not.toContain("secret");
    const { calls } = parse(body) as { calls: Record<string, unknown>[] };
    expect(calls).toMatchObject([
      { status: 400, credits: 0, endpoint: "api/v1/people/match" },
      { status: 200, credits: 1, personIds: [known().id], asked: { reveal_phone_number: true } },
    ]);
  });

  it("a reset forgets calls and bill, puts switches back and fills the credits up", async () => {
    const client = await aPracticeClient({ credits: 5 });
    await client.match({ id: known().id, reveal_phone_number: true, webhook_url: HOOK });
    await client.switches({ drop: 1 });
    expect(parse((await client.send("POST", "/_sandbox/reset", { credits: 70 })).body)).toMatchObject({
      creditLimit: 70,
      creditsUsed: 0,
    });
    expect(parse((await client.send("GET", "/_sandbox/bill")).body)).toEqual({
      creditLimit: 70,
      creditsUsed: 0,
      creditsLeft: 70,
      calls: [],
    });
    expect(parse((await client.send("GET", "/_sandbox/switches")).body)).toMatchObject({ drop: 0 });
    expect(await db.$queryRaw`SELECT 1 FROM sandbox_callback`).toEqual([]);
  });

  it("shows its own routes to no one without the key, but the samples to all", async () => {
    for (const path of ["bill", "calls", "switches"])
      expect((await anonymous("GET", `/_sandbox/${path}`)).status).toBe(401);
    expect((await anonymous("POST", "/_sandbox/reset")).status).toBe(401);
    expect((await anonymous("PUT", "/_sandbox/switches")).status).toBe(401);
    expect((await anonymous("GET", "/_sandbox/samples")).status).toBe(200);
  });
});
