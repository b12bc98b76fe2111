import { afterEach, describe, expect, test } from "vitest";
import { createApolloClient } from "@/lib/apollo/client";
import { answerJson, type ProviderStub, startProviderStub } from "@/lib/testing/provider-stub";

const TEST_KEY = "test-key_0123456789abc";

let provider: ProviderStub;
afterEach(() => provider.close());

async function clientFor(answer: Parameters<ProviderStub["answerWith"]>[0]) {
  provider = await startProviderStub();
  provider.answerWith(answer);
  return createApolloClient({ baseUrl: provider.url, apiKey: TEST_KEY, timeoutMs: 5000 });
}

const ida = '{"person":{"id":"b0","last_name":"Moreau"},"request_id":-7184329501642039001}';
const webhookUrl = "https://app.example.test/api/webhooks/apollo/tok_0123456789abcdef";

describe("the request", () => {
  test("carries the key in its header alone, and JSON", async () => {
    const client = await clientFor(answerJson(200, ida));
    await client.matchPerson({ email: "ida+x@exemple.test", revealPhoneNumber: true, webhookUrl });
    const [seen] = provider.calls;
    expect(seen).toMatchObject({ method: "POST", path: "/api/v1/people/match" });
    expect(seen?.headers).toMatchObject({ "x-api-key": TEST_KEY, "content-type": "application/json" });
    expect(seen?.body).toEqual({
      email: "ida+x@exemple.test",
      reveal_phone_number: true,
      webhook_url: webhookUrl,
    });
    expect(JSON.stringify([seen?.path, seen?.body])).not.toContain(TEST_KEY);
  });

  test.each([
    ["bulkMatch", "POST", "/api/v1/people/bulk_match"],
    ["getWebhookResult", "GET", "/api/v1/webhook_result/-7184329501642039001"],
    ["getApiProfile", "GET", "/api/v1/users/api_profile?include_credit_usage=true"],
    ["getHealth", "GET", "/api/v1/auth/health"],
    ["getCreditUsage", "POST", "/api/v1/usage_stats/credit_usage_stats"],
    ["getApiUsage", "POST", "/api/v1/usage_stats/api_usage_stats"],
  ] as const)("%s is %s %s", async (verb, method, path) => {
    const client = await clientFor(answerJson(200, {}));
    const calls = {
      bulkMatch: () => client.bulkMatch({ details: [{ id: "b0" }], options: {} }),
      getWebhookResult: () => client.getWebhookResult("-7184329501642039001"),
      getApiProfile: client.getApiProfile,
      getHealth: client.getHealth,
      getCreditUsage: client.getCreditUsage,
      getApiUsage: client.getApiUsage,
    };
    await calls[verb]();
    expect(provider.calls).toMatchObject([{ method, path }]);
  });

  test("keeps the path of an emulator mounted below one", async () => {
    await clientFor(answerJson(200, ida));
    const baseUrl = `${provider.url}/api/sandbox/apollo/`;
    await createApolloClient({ baseUrl, apiKey: "k", timeoutMs: 5000 }).matchPerson({ id: "b0" });
    expect(provider.calls[0]?.path).toBe("/api/sandbox/apollo/api/v1/people/match");
  });

  test("is not made at all for a mistake of ours", async () => {
    const client = await clientFor(answerJson(200, ida));
    await expect(client.matchPerson({ id: "b0", webhookUrl })).rejects.toThrow(TypeError);
    await expect(client.matchPerson({ id: "b0", revealPhoneNumber: true })).rejects.toThrow(TypeError);
    await expect(client.getWebhookResult("../users")).rejects.toThrow(TypeError);
    expect(() => createApolloClient({ baseUrl: "https://evil.test", apiKey: "k", timeoutMs: 1 })).toThrow("address");
    expect(() => createApolloClient({ baseUrl: provider.url, apiKey: "k\r\nx: y", timeoutMs: 1 })).toThrow(TypeError);
    expect(provider.calls).toEqual([]);
  });
});

describe("answered", () => {
  test("with the person, the exact id, the raw answer and the limits", async () => {
    const client = await clientFor(answerJson(200, ida, { "x-rate-limit-minute": "200", "x-minute-usage": "1" }));
    const result = await client.matchPerson({ id: "b0" });
    expect(result).toMatchObject({
      kind: "answered",
      status: 200,
      rateLimits: { minute: { limit: 200, used: 1, left: 199 }, hour: null, day: null },
      value: { requestId: "-7184329501642039001", noMatch: false, person: { apolloId: "b0" } },
    });
    expect(result.kind === "answered" && result.rawBody.toString()).toBe(ida);
  });

  test("also where a poll speaks in error statuses", async () => {
    const client = await clientFor(answerJson(404, { error_code: "result_pending", retry_after_seconds: 10 }));
    expect(await client.getWebhookResult("1")).toMatchObject({
      kind: "answered",
      value: { state: "pending", retryAfterS: 10 },
    });
  });
});

describe("refused, and nothing bought", () => {
  test.each([
    [400, { error: "Please add a valid 'webhook_url' parameter" }, "provider_rejected"],
    [401, "Invalid API key.", "key_rejected"],
    [403, { error: "not authorized", error_code: "API_INACCESSIBLE" }, "key_restricted"],
    [404, { error: "no such route" }, "provider_rejected"],
    [422, { error: "x", error_details: { code: "BILLING.LIMIT.CREDITS_EXHAUSTED" } }, "credits_exhausted"],
    [429, { message: "too many" }, "provider_rate_limited"],
  ] as const)("%i %j", async (status, body, code) => {
    const client = await clientFor(answerJson(status, body, { "retry-after": "5" }));
    expect(await client.matchPerson({ id: "b0" })).toMatchObject({ kind: "refused", status, code });
  });

  test("an error that repeats the key or the webhook's token gives neither away", async () => {
    const client = await clientFor((call, response) => {
      const error = `bad: ${String(call.headers["x-api-key"])} ${JSON.stringify(call.body)}`;
      return answerJson(422, { error })(call, response);
    });
    const result = await client.matchPerson({ id: "b0", revealPhoneNumber: true, webhookUrl });
    const told = JSON.stringify(result) + String(result.kind === "refused" && result.rawBody.toString());
    expect(told).toContain("[withheld]");
    expect(told).not.toContain(TEST_KEY);
    expect(told).not.toContain("tok_0123456789abcdef");
  });
});
