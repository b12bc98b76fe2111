import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { useTestDatabase } from "@/lib/testing/database";
import type { Person } from "@/lib/testing/identity-provider";
import { signInByIdentity } from "@/lib/workspaces/server/sign-in-by-identity";
import { aMember, type Member } from "@/lib/workspaces/testing/a-member";
import { comeBack, signInAtProvider, walkToReturn } from "@/lib/workspaces/testing/at-provider";
import { AuthBrowser } from "@/lib/workspaces/testing/auth-browser";

const acme = await vi.hoisted(async () => {
  const { startIdentityProvider } = await import("@/lib/testing/identity-provider");
  const provider = await startIdentityProvider({ redirectUri: "http://localhost:3999/api/auth/callback/oidc" });
  vi.stubEnv("OIDC_ISSUER", provider.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", provider.clientId);
  vi.stubEnv("OIDC_CLIENT_SECRET", provider.clientSecret);
  return provider;
});

useTestDatabase();
afterAll(() => acme.close());

const SESSION = "next-auth.session-token";
let ada: Member;
let subject: string;

beforeEach(async () => {
  await db.signInFailure.deleteMany();
  ada = await aMember();
  subject = `subject of ${ada.userId}`;
  acme.signIn({ subject, email: ada.email.toUpperCase(), isVerified: true });
});

function atAcme(person: Person): Promise<void> {
  acme.signIn(person);
  return Promise.resolve();
}

const linksOf = (userId: string) => db.oidcLink.findMany({ where: { userId } });

async function auditOf(action: string): Promise<{ subject: string | null; detail: unknown }[]> {
  return db.auditEvent.findMany({ where: { action }, select: { subject: true, detail: true } });
}

describe("a person with a verified address of ours", () => {
  it("is signed in, linked and audited, and comes to where they were going", async () => {
    const browser = new AuthBrowser();
    expect(await signInAtProvider(browser, { callbackUrl: "/people?q=ada" })).toBe("/people?q=ada");
    expect(await browser.session()).toMatchObject({ user: { email: ada.email } });
    expect(await linksOf(ada.userId)).toMatchObject([{ issuer: acme.issuer, subject }]);
    expect(await auditOf("oidc_link.created")).toContainEqual({ subject: ada.userId, detail: { issuer: acme.issuer } });
    const { sessionId } = await browser.sessionToken();
    expect(await auditOf("sign_in.accepted")).toContainEqual({ subject: sessionId, detail: { via: "oidc" } });
    expect(await db.signInFailure.count()).toBe(0);
  });

  it("is known by the subject alone from then on: a new address at the provider, verified or not, changes nothing", async () => {
    await signInAtProvider(new AuthBrowser());
    const eve = await aMember();
    acme.signIn({ subject, email: eve.email, isVerified: true });
    const browser = new AuthBrowser();
    await signInAtProvider(browser);
    expect((await browser.sessionToken()).userId).toBe(ada.userId);
    acme.signIn({ subject, email: "new@example.com", isVerified: false });
    expect(await signInAtProvider(new AuthBrowser())).toBe("/history");
    expect(await linksOf(ada.userId)).toHaveLength(1);
    expect(await linksOf(eve.userId)).toEqual([]);
  });

  it("gets in by each of many first sign-ins at once, and is linked once", async () => {
    const identity = { issuer: acme.issuer, subject, verifiedEmail: ada.email };
    const entered = await Promise.all(Array.from({ length: 12 }, () => signInByIdentity(identity, "192.0.2.1")));
    expect(new Set(entered.map(({ userId }) => userId))).toEqual(new Set([ada.userId]));
    expect(await linksOf(ada.userId)).toHaveLength(1);
    expect(await db.auditEvent.count({ where: { action: "oidc_link.created", subject: ada.userId } })).toBe(1);
  });

  it("does not lose the account to whoever gets the address at the provider later", async () => {
    await signInAtProvider(new AuthBrowser());
    acme.signIn({ subject: `${subject}, the next`, email: ada.email, isVerified: true });
    const browser = new AuthBrowser();
    expect(await signInAtProvider(browser)).toBe("/sign-in?error=oidc_taken&next=%2Fhistory");
    expect(browser.cookies.has(SESSION)).toBe(false);
  });
});

describe("nobody gets in, and nothing is linked, for", () => {
  it.each([
    ["a stranger", "oidc_stranger", () => atAcme({ subject, email: "nobody@example.com", isVerified: true })],
    ["an unverified address", "oidc_unverified", () => atAcme({ subject, email: ada.email, isVerified: false })],
    [
      "an address with a letter that only looks like ours",
      "oidc_unverified",
      async () => {
        const email = `kay.${ada.email}`;
        await db.user.update({ where: { id: ada.userId }, data: { email } });
        await atAcme({ subject, email: email.replace("k", "\u212a"), isVerified: true });
      },
    ],
    [
      "a disabled account",
      "oidc_disabled",
      () => db.user.update({ where: { id: ada.userId }, data: { disabledAt: new Date() } }),
    ],
    ["a user without a workspace", "oidc_stranger", () => db.membership.deleteMany({ where: { userId: ada.userId } })],
  ])("%s", async (_who, code, arrange) => {
    await arrange();
    const browser = new AuthBrowser();
    const users = await db.user.count();
    expect(await signInAtProvider(browser)).toBe(`/sign-in?error=${code}&next=%2Fhistory`);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(await db.oidcLink.count({ where: { subject } })).toBe(0);
    expect(await db.user.count()).toBe(users);
    expect(await auditOf("sign_in.refused")).toContainEqual(
      expect.objectContaining({ detail: expect.objectContaining({ via: "oidc", reason: code }) as unknown }),
    );
  });

  it("somebody who was linked and then disabled; the audit names neither subject nor address of a stranger", async () => {
    await signInAtProvider(new AuthBrowser());
    await db.user.update({ where: { id: ada.userId }, data: { disabledAt: new Date() } });
    expect(await signInAtProvider(new AuthBrowser())).toContain("error=oidc_disabled");
    acme.signIn({ subject: "secret-subject", email: "secret@example.com", isVerified: true });
    await signInAtProvider(new AuthBrowser());
    expect(JSON.stringify(await auditOf("sign_in.refused"))).not.toContain("secret");
  });
});

describe("an answer is believed only where this browser asked for it:", () => {
  it.each([
    [
      "a state of somebody's making",
      (params: URLSearchParams) => {
        params.set("state", "made-up");
      },
    ],
    [
      "no state",
      (params: URLSearchParams) => {
        params.delete("state");
      },
    ],
  ])("%s is refused and audited", async (what, tamper) => {
    const browser = new AuthBrowser(`198.51.100.${String(what.length)}`);
    const address = await walkToReturn(browser);
    tamper(address.searchParams);
    expect(await comeBack(browser, address)).toBe("/sign-in?error=oidc_stale&next=%2Fhistory");
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(await auditOf("sign_in.refused")).toContainEqual(expect.objectContaining({ subject: "oidc_stale" }));
  });

  it("another browser's answer opens nothing, and this browser's own is good once", async () => {
    const [mine, theirs] = [new AuthBrowser(), new AuthBrowser()];
    const address = await walkToReturn(mine);
    await walkToReturn(theirs);
    expect(await comeBack(theirs, address)).toContain("error=oidc_stale");
    expect(await comeBack(mine, address)).toBe("/history");
    expect(await comeBack(mine, address)).toContain("error=oidc_stale");
  });

  it.each(["next-auth.pkce.code_verifier", "next-auth.nonce"])("one without its %s is refused", async (cookie) => {
    const browser = new AuthBrowser();
    const address = await walkToReturn(browser);
    browser.cookies.delete(cookie);
    expect(await comeBack(browser, address)).toContain("error=oidc_failed");
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it("a code of somebody's making is refused, and the log has the provider's reason", async () => {
    const logged = vi.spyOn(log, "info");
    const browser = new AuthBrowser();
    const address = await walkToReturn(browser);
    address.searchParams.set("code", "made-up");
    expect(await comeBack(browser, address)).toContain("error=oidc_failed");
    expect(browser.cookies.has(SESSION)).toBe(false);
    const reason = expect.stringContaining("invalid_grant") as unknown;
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ reason }), "next-auth refused");
  });

  it("one that was cancelled says so", async () => {
    expect(await signInAtProvider(new AuthBrowser(), { answer: "cancel" })).toBe(
      "/sign-in?error=oidc_denied&next=%2Fhistory",
    );
  });
});

describe("beginning", () => {
  it("leads back only to a path of ours, and takes nothing of its address along to the provider", async () => {
    const browser = new AuthBrowser();
    const begun = await browser.send("GET", "signin/oidc?callbackUrl=https://evil.example/&scope=all&redirect_uri=x");
    const asked = new URL(begun.headers.get("location") ?? "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ scope: "openid email", response_type: "code", code_challenge_method: "S256" },
      redirect_uri: "http://localhost:3999/api/auth/callback/oidc",
    });
    for (const check of ["state", "nonce", "code_challenge"]) expect(asked.get(check)).toMatch(/^[\w-]{40,}$/);
    expect(browser.cookies.get("next-auth.callback-url")).toBe("http://localhost:3999/");
    for (const line of begun.headers.getSetCookie()) expect(line).toMatch(/; HttpOnly.*; SameSite=Lax/i);
  });

  it("from another site's link leads to our sign-in page, and from another site's form or script nowhere", async () => {
    const followed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    const linked = await new AuthBrowser().send("GET", "signin/oidc?callbackUrl=/people", { headers: followed });
    expect(linked.headers.get("location")).toBe("http://localhost:3999/sign-in?next=%2Fpeople");
    const fetched = await new AuthBrowser().send("GET", "signin/oidc", { headers: { "sec-fetch-site": "cross-site" } });
    expect(fetched.status).toBe(403);
    expect((await new AuthBrowser().send("POST", "signin/oidc", { body: {} })).status).toBe(404);
    expect((await new AuthBrowser().send("POST", "callback/oidc", { body: {} })).status).toBe(404);
  });

  it("is counted for its address until it ends well: sixty that do not, and no more", async () => {
    const restless = new AuthBrowser("198.51.100.77");
    for (let round = 0; round < 60; round += 1) await restless.send("GET", "signin/oidc");
    const refused = await restless.send("GET", "signin/oidc?callbackUrl=/people");
    expect(refused.headers.get("location")).toBe(
      "http://localhost:3999/sign-in?error=too_many_requests&next=%2Fpeople",
    );
    expect(await signInAtProvider(new AuthBrowser("198.51.100.78"))).toBe("/history");
  });
});
