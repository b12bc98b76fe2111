import { describe, expect, test } from "vitest";
import { readErrorBody, readRefusal, readRetryAfterS } from "@/lib/apollo/errors";

const now = new Date("2026-03-01T12:00:00Z");

function refusalOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const written = typeof body === "string" ? body : JSON.stringify(body);
  return readRefusal({ status, headers: new Headers(headers), body: Buffer.from(written) }, now);
}

const KEY_TEXT = "Invalid API key. See https://docs.example.test/auth for how to authenticate.";

describe("a rejected key is recognised in every generation", () => {
  test.each([
    ["plain text", KEY_TEXT],
    ["JSON", { error: KEY_TEXT, error_details: { code: "AUTH.AUTHENTICATION.API_KEY_INVALID", message: KEY_TEXT } }],
    ["OAuth", { error_code: "INVALID_ACCESS_TOKEN", error_message: KEY_TEXT }],
  ])("%s", (_name, body) => {
    expect(refusalOf(401, body)).toMatchObject({ code: "key_rejected", providerMessage: KEY_TEXT });
  });

  test("an empty 401 is one as well", () => {
    expect(refusalOf(401, "")).toMatchObject({ code: "key_rejected", providerMessage: null });
  });
});

describe("403", () => {
  test("names the scope where the key lacks it", () => {
    const error = "This API key is not authorized to access api/v1/people/match.";
    const refusal = refusalOf(403, { error, error_code: "API_INACCESSIBLE" });
    expect(refusal).toMatchObject({
      code: "key_restricted",
      detail: `apollo answered 403: API_INACCESSIBLE: ${error}`,
    });
    expect(refusal?.say).toContain("scope");
  });

  test("names the plan where the plan lacks it", () => {
    const error = "api/v1/people/match is not included in your Free plan.";
    const refusal = refusalOf(403, { error, error_code: "API_INACCESSIBLE" });
    expect(refusal?.code).toBe("key_restricted");
    expect(refusal?.say).toMatch(/^The Apollo plan/);
  });
});

describe("out of credits", () => {
  test.each([
    [422, { error: "Limit", error_details: { code: "BILLING.LIMIT.CREDITS_EXHAUSTED", message: "Limit reached" } }],
    [422, { error: "You have insufficient credits to do this." }],
    [422, { error: "You have no lead credits left." }],
    [422, { error: 'You are out of credits. <a href="https://evil.test">Upgrade</a>' }],
    [402, "Payment required"],
    [403, { error: "Your team has run out of credits", error_code: "X" }],
  ])("%i %j", (status, body) => {
    expect(refusalOf(status, body)?.code).toBe("credits_exhausted");
  });

  test.each([
    { error: "Person does not exist." },
    { error: "This is obsolete data." },
    { error: "The parameter 'credits' is not known." },
    { status: "failed", error_code: "UNKNOWN_ERROR", error_message: "no implicit conversion of Symbol into Integer" },
  ])("%j is a rejected request, not an empty account", (body) => {
    const refusal = refusalOf(422, body);
    expect(refusal?.code).toBe("provider_rejected");
    expect(refusal?.say).toContain(refusal?.providerMessage);
    expect(refusal?.say).toContain("No credits spent.");
  });
});

describe("429", () => {
  test("keeps the provider's words and wait", () => {
    const message = "The maximum number of api calls allowed for api/v1/people/match is 600 times per hour.";
    const refusal = refusalOf(429, { message }, { "retry-after": "17" });
    expect(refusal).toMatchObject({ code: "provider_rate_limited", providerMessage: message, retryAfterS: 17 });
  });

  test("names no wait where the provider named none", () => {
    expect(refusalOf(429, { message: "Slow down" })).not.toHaveProperty("retryAfterS");
  });

  test.each([
    ["0", 1],
    ["0.2", 1],
    ["86400", 3600],
    ["Sun, 01 Mar 2026 12:01:00 GMT", 60],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 1],
    ["soon", null],
    ["", null],
    [null, null],
  ])("a wait of %j is %j seconds", (header, seconds) => {
    expect(readRetryAfterS(header, now)).toBe(seconds);
  });
});

describe("what proves nothing about money is no refusal", () => {
  test.each([200, 302, 408, 500, 502, 503, 504, 520])("%i", (status) => {
    expect(refusalOf(status, { error: "x" })).toBeNull();
  });
});

describe("the provider's words", () => {
  test("are looked for in one order", () => {
    const all = { error_details: { message: "1" }, error: "2", error_message: "3", message: "4" };
    const wordsOf = (body: object) => readErrorBody(Buffer.from(JSON.stringify(body))).message;
    expect(wordsOf(all)).toBe("1");
    expect(wordsOf({ ...all, error_details: { code: "X" } })).toBe("2");
    expect(wordsOf({ ...all, error_details: null, error: "  " })).toBe("3");
    expect(wordsOf({ message: "4", error: 7 })).toBe("4");
    expect(wordsOf({ error: { message: "nested" } })).toBe("nested");
    expect(wordsOf({})).toBeNull();
  });

  test("lose their markup and keep their sense", () => {
    const html = `<html><head><title>t</title></head><body><script>alert("x")</script><h1>504  Gateway\n Time-out</h1> a &lt; b &amp; c&#39;d</body></html>`;
    expect(readErrorBody(Buffer.from(html)).message).toBe("504 Gateway Time-out a < b & c'd");
    const link = JSON.stringify({ error: 'Please <a href="javascript:alert(1)">upgrade</a>.' });
    expect(readErrorBody(Buffer.from(link)).message).toBe("Please upgrade.");
  });

  test("are cut at 300 characters", () => {
    expect(refusalOf(422, { error: "x".repeat(5000) })?.providerMessage).toHaveLength(300);
  });

  test("take no time to read when they are hostile", () => {
    const startedAt = performance.now();
    readErrorBody(Buffer.from("<".repeat(200_000) + "<script".repeat(50_000)));
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
