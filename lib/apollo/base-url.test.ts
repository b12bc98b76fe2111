import { describe, expect, test } from "vitest";
import { assertAllowedBaseUrl } from "@/lib/apollo/base-url";

describe("an API key may only go to the provider or to this machine", () => {
  test.each([
    ["https://api.apollo.io", "https://api.apollo.io"],
    ["https://api.apollo.io/", "https://api.apollo.io"],
    ["https://API.apollo.io:443", "https://api.apollo.io"],
    ["http://127.0.0.1:3000/api/sandbox/apollo/", "http://127.0.0.1:3000/api/sandbox/apollo"],
    ["http://127.8.9.1", "http://127.8.9.1"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://[::1]:4010", "http://[::1]:4010"],
    ["http://0x7f000001:4010", "http://127.0.0.1:4010"],
  ])("%s is allowed", (given, base) => {
    expect(assertAllowedBaseUrl(given)).toBe(base);
  });

  test.each([
    "http://api.apollo.io",
    "https://api.apollo.io.evil.test",
    "https://api.apollo.io@evil.test",
    "https://user:pw@api.apollo.io",
    "https://api.apollo.io:8443",
    "https://api.apollo.io/elsewhere",
    "https://api.apollo.io/?to=x",
    "https://apollo.io",
    "http://127.0.0.1.evil.test",
    "http://localhost.evil.test",
    "http://0.0.0.0:3000",
    "http://10.0.0.1",
    "http://169.254.169.254",
    "http://[::ffff:10.0.0.1]",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "",
    "api.apollo.io",
  ])("%s is refused", (given) => {
    expect(() => assertAllowedBaseUrl(given)).toThrow(/^The provider's address/);
  });

  test("the sentence never repeats credentials", () => {
    expect(() => assertAllowedBaseUrl("https://user:hunter2@api.apollo.io")).toThrow(/^((?!hunter2).)*$/);
  });
});
