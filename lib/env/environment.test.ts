import { describe, expect, it } from "vitest";
import { EnvironmentError, parseEnvironment, parseStartEnvironment } from "@/lib/env/environment";

const key = Buffer.alloc(32, 7).toString("base64");
const made = {
  DATABASE_URL: "postgresql://perihelion:pw@127.0.0.1:5432/perihelion",
  ENCRYPTION_KEYS: `k1:${key}`,
  NEXTAUTH_SECRET: "x".repeat(43),
};

const OIDC = {
  OIDC_ISSUER: "https://accounts.example.com/tenant/",
  OIDC_CLIENT_ID: "perihelion",
  OIDC_CLIENT_SECRET: "of-the-provider",
};
const OIDC_TOGETHER = "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together, or none of them.";

function sentenceFor(source: Record<string, string>): string {
  try {
    parseStartEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return "accepted";
}

describe("defaults", () => {
  it("nothing has to be set to start", () => {
    const env = parseStartEnvironment({});
    expect(env).toMatchObject({
      PORT: 3000,
      APP_URL: "http://localhost:3000",
      WORKER: "on",
      PRACTICE: "on",
      APOLLO_BASE_URL: "https://api.apollo.io",
      LOG_LEVEL: "info",
    });
    expect(env.DATA_DIR).toBe(`${process.cwd()}/.data`);
  });

  it("an empty value is an unset one", () => {
    expect(parseStartEnvironment({ PORT: "", APP_URL: " " })).toMatchObject({ PORT: 3000 });
  });

  it("APP_URL follows PORT, and is an origin without a trailing slash", () => {
    expect(parseStartEnvironment({ PORT: "4100" }).APP_URL).toBe("http://localhost:4100");
    expect(parseStartEnvironment({ APP_URL: "https://peri.example.com/" }).APP_URL).toBe("https://peri.example.com");
  });

  it("a running server needs what the start makes", () => {
    expect(() => parseEnvironment({ ...made, NEXTAUTH_SECRET: "" })).toThrow(/^NEXTAUTH_SECRET is not set/);
    expect(parseEnvironment(made).ENCRYPTION_KEYS[0]).toMatchObject({ id: "k1", secret: Buffer.alloc(32, 7) });
  });
});

describe("a wrong value is one sentence that names the variable", () => {
  it.each([
    [{ PORT: "abc" }, 'PORT must be a whole number from 1 to 65535, but is "abc".'],
    [{ PORT: "0" }, /^PORT must be/],
    [{ PORT: "70000" }, /^PORT must be/],
    [{ APP_URL: "peri.example.com" }, /^APP_URL must be/],
    [{ APP_URL: "ftp://peri.example.com" }, /^APP_URL must be/],
    [{ APP_URL: "https://peri.example.com/sub" }, /^APP_URL must be/],
    [{ DATABASE_URL: "mysql://host/db" }, /^DATABASE_URL must be/],
    [{ ENCRYPTION_KEYS: "k1:c2hvcnQ=" }, /^ENCRYPTION_KEYS must be/],
    [{ ENCRYPTION_KEYS: `k1:${key},k1:${key}` }, /^ENCRYPTION_KEYS must be/],
    [{ ENCRYPTION_KEYS: `k1:${key},` }, /^ENCRYPTION_KEYS must be/],
    [{ NEXTAUTH_SECRET: "short" }, /^NEXTAUTH_SECRET must have/],
    [{ ADMIN_EMAIL: "nobody", ADMIN_PASSWORD: "long enough a word" }, /^ADMIN_EMAIL must be/],
    [{ ADMIN_EMAIL: "a@example.com", ADMIN_PASSWORD: "short" }, /^ADMIN_PASSWORD must have/],
    [{ ADMIN_EMAIL: "a@example.com" }, "ADMIN_EMAIL and ADMIN_PASSWORD must be set together, or neither."],
    [{ ...OIDC, OIDC_ISSUER: "http://accounts.example.com" }, /^OIDC_ISSUER must be an https address/],
    [{ ...OIDC, OIDC_ISSUER: "http://localhost.evil.example" }, /^OIDC_ISSUER must be/],
    [{ ...OIDC, OIDC_ISSUER: "https://id:pw@accounts.example.com" }, /^OIDC_ISSUER must be/],
    [{ ...OIDC, OIDC_ISSUER: "https://accounts.example.com?tenant=1" }, /^OIDC_ISSUER must be/],
    [{ ...OIDC, OIDC_NAME: "x".repeat(41) }, /^OIDC_NAME must have/],
    [{ ...OIDC, OIDC_CLIENT_SECRET: "" }, OIDC_TOGETHER],
    [{ OIDC_ISSUER: "https://accounts.example.com" }, OIDC_TOGETHER],
    [{ OIDC_CLIENT_SECRET: "alone" }, OIDC_TOGETHER],
    [{ WORKER: "yes" }, /^WORKER must be "on" or "off"/],
    [{ PRACTICE: "1" }, /^PRACTICE must be/],
    [{ APOLLO_BASE_URL: "https://evil.example.com" }, /^APOLLO_BASE_URL must be/],
    [{ APOLLO_BASE_URL: "http://api.apollo.io" }, /^APOLLO_BASE_URL must be/],
    [{ APOLLO_BASE_URL: "https://api.apollo.io.evil.example" }, /^APOLLO_BASE_URL must be/],
    [{ APOLLO_BASE_URL: "http://127.0.0.1.evil.example" }, /^APOLLO_BASE_URL must be/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of/],
  ])("%o", (source, sentence) => {
    const said = sentenceFor(source);
    if (typeof sentence === "string") expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
    expect(said.split("\n")).toHaveLength(1);
  });

  it("several wrong values are several sentences", () => {
    expect(sentenceFor({ PORT: "x", WORKER: "x" }).split("\n")).toHaveLength(2);
  });

  it("a secret's value is never repeated", () => {
    const secrets = { DATABASE_URL: "hunter2-url", ENCRYPTION_KEYS: "hunter2-key", NEXTAUTH_SECRET: "hunter2" };
    expect(sentenceFor(secrets)).not.toContain("hunter2");
  });
});

describe("the identity provider", () => {
  it("is there when all of it is set, its issuer kept as it is written", () => {
    expect(parseStartEnvironment(OIDC)).toMatchObject(OIDC);
    expect(parseStartEnvironment({ ...OIDC, OIDC_ISSUER: "http://127.0.0.1:4011" }).OIDC_ISSUER).toBe(
      "http://127.0.0.1:4011",
    );
    expect(parseStartEnvironment({}).OIDC_ISSUER).toBeUndefined();
  });
});

describe("the provider's base URL", () => {
  it.each([
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://localhost:4010/api/sandbox/apollo/", "http://localhost:4010/api/sandbox/apollo"],
    ["http://[::1]:4010", "http://[::1]:4010"],
    ["https://api.apollo.io/", "https://api.apollo.io"],
  ])("%s is accepted", (given, kept) => {
    expect(parseStartEnvironment({ APOLLO_BASE_URL: given }).APOLLO_BASE_URL).toBe(kept);
  });
});
