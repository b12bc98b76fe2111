import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/testing/database";
import { aMember, PASSWORD } from "@/lib/workspaces/testing/a-member";
import { AuthBrowser } from "@/lib/workspaces/testing/auth-browser";

useTestDatabase();

const COOKIE = "next-auth.session-token";

afterEach(() => vi.restoreAllMocks());

describe("return addresses", () => {
  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/.//evil.example",
    "not a path",
  ])("%s becomes / wherever it is put", async (target) => {
    const { email } = await aMember();
    const browser = new AuthBrowser();
    const answered = await browser.signIn(email, PASSWORD, { callbackUrl: target });
    expect(await answered.json()).toEqual({ url: "http://localhost:3999/" });
    const link = await browser.send("GET", `signin?callbackUrl=${encodeURIComponent(target)}`);
    expect(link.status).toBe(302);
    expect(link.headers.get("location")).toBe(`/sign-in?callbackUrl=${encodeURIComponent("http://localhost:3999/")}`);
    browser.cookies.set("next-auth.callback-url", target);
    expect((await browser.send("GET", "session")).status).toBe(200);
  });

  it("a path of ours is kept", async () => {
    const { email } = await aMember();
    const answered = await new AuthBrowser().signIn(email, PASSWORD, { callbackUrl: "/people?q=ada" });
    expect(await answered.json()).toEqual({ url: "http://localhost:3999/people?q=ada" });
  });

  it("links come from APP_URL, never from the request's headers", async () => {
    const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    const answered = await new AuthBrowser().send("GET", "providers", { headers });
    expect(await answered.text()).toContain("http://localhost:3999/api/auth/callback/credentials");
  });
});

describe("other origins", () => {
  it.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:3998" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("%o is refused at sign-in, sign-out and the token's route, without effect", async (headers) => {
    const { email } = await aMember();
    const browser = new AuthBrowser();
    const csrfToken = await browser.csrfToken();
    const body = { email, password: PASSWORD, csrfToken, json: "true" };
    expect((await browser.send("POST", "callback/credentials", { body, headers })).status).toBe(403);
    expect(browser.cookies.has(COOKIE)).toBe(false);
    expect((await browser.send("GET", "csrf", { headers })).status).toBe(403);
    await browser.signIn(email, PASSWORD);
    expect((await browser.send("POST", "signout", { body, headers })).status).toBe(403);
    expect(await browser.session()).toMatchObject({ user: { email } });
  });

  it("our own origin is served, and so is somebody who follows a link from elsewhere", async () => {
    const { email } = await aMember();
    const browser = new AuthBrowser();
    const body = { email, password: PASSWORD, csrfToken: await browser.csrfToken(), json: "true" };
    const own = { origin: "http://localhost:3999", "sec-fetch-site": "same-origin" };
    expect((await browser.send("POST", "callback/credentials", { body, headers: own })).status).toBe(200);
    const followed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await browser.send("GET", "signin", { headers: followed })).status).toBe(302);
  });

  it("a sign-in without the token against forged requests opens nothing", async () => {
    const { email } = await aMember();
    const browser = new AuthBrowser();
    await browser.send("POST", "callback/credentials", { body: { email, password: PASSWORD, json: "true" } });
    expect(browser.cookies.has(COOKIE)).toBe(false);
  });
});

it("the session's cookie is out of reach for scripts and for other sites", async () => {
  const { email } = await aMember();
  const cookies = (await new AuthBrowser().signIn(email, PASSWORD)).headers.getSetCookie();
  const line = cookies.find((text) => text.startsWith(`${COOKIE}=`));
  expect(line).toMatch(/; Path=\//);
  expect(line).toMatch(/; HttpOnly/);
  expect(line).toMatch(/; SameSite=Lax/i);
});

it("extra fields of the form are dropped", async () => {
  const member = await aMember();
  const browser = new AuthBrowser();
  await browser.signIn(member.email, PASSWORD, {
    role: "admin",
    userId: "usr_other",
    sessionVersion: "9",
    address: "9.9.9.9",
  });
  expect(await browser.sessionToken()).toMatchObject({ userId: member.userId, sessionVersion: 1 });
  expect(await db.authSession.findFirst({ where: { userId: member.userId } })).toMatchObject({ address: "192.0.2.1" });
});

it.each(["POST _log", "GET callback/credentials", "POST callback/github", "GET verify-request", "POST csrf"])(
  "%s, which nobody needs, does not exist",
  async (asked) => {
    const [method = "", path = ""] = asked.split(" ");
    expect((await new AuthBrowser().send(method, path, method === "POST" ? { body: {} } : {})).status).toBe(404);
  },
);

it("a body that is too large or no JSON object is refused before anything is read from it", async () => {
  const browser = new AuthBrowser();
  const headers = { "content-type": "application/json" };
  expect((await browser.send("POST", "signout", { json: "x".repeat(20_000), headers })).status).toBe(422);
  expect((await browser.send("POST", "signout", { json: [1], headers })).status).toBe(422);
});

it("a database that does not answer is a 503 that signs nobody out", async () => {
  const { email } = await aMember();
  const browser = new AuthBrowser();
  await browser.signIn(email, PASSWORD);
  const lost = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  vi.spyOn(db, "$queryRaw").mockImplementation((() => Promise.reject(lost)) as never);
  const asked = await browser.send("GET", "session");
  expect(asked.status).toBe(503);
  expect(asked.headers.getSetCookie()).toEqual([]);
  expect((await browser.signIn(email, PASSWORD)).status).toBe(503);
  vi.restoreAllMocks();
  expect(await browser.session()).toMatchObject({ user: { email } });
});
