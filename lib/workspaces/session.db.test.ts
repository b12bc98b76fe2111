import { expect, it } from "vitest";
import { findSession } from "@/lib/auth/session-store";
import { decodeSessionToken, encodeSessionToken } from "@/lib/auth/session-token";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/testing/database";
import { aMember, type Member, PASSWORD } from "@/lib/workspaces/testing/a-member";
import { AuthBrowser } from "@/lib/workspaces/testing/auth-browser";

useTestDatabase();

const COOKIE = "next-auth.session-token";

async function signedIn(member: Member): Promise<AuthBrowser> {
  const browser = new AuthBrowser();
  expect((await browser.signIn(member.email, PASSWORD)).status).toBe(200);
  return browser;
}

it("signing in opens a session whose cookie carries ids and a version, and nothing else", async () => {
  const member = await aMember();
  const browser = await signedIn(member);
  expect(await browser.session()).toMatchObject({ user: { id: member.userId, email: member.email } });
  const token = await browser.sessionToken();
  expect(token).toEqual({ userId: member.userId, sessionVersion: 1, sessionId: token.sessionId });
  expect(token.sessionId).toMatch(/^ses_/);
  expect(await findSession(token)).toMatchObject({ userId: member.userId, role: "rep", workspaceKind: "practice" });
});

it.each([
  ["disabled", (member: Member) => db.user.update({ where: { id: member.userId }, data: { disabledAt: new Date() } })],
  [
    "given a new password",
    (member: Member) => db.user.update({ where: { id: member.userId }, data: { sessionVersion: 2 } }),
  ],
  ["removed from every workspace", (member: Member) => db.membership.deleteMany({ where: { userId: member.userId } })],
  ["deleted", (member: Member) => db.user.delete({ where: { id: member.userId } })],
  [
    "signed out elsewhere",
    (member: Member) => db.$executeRaw`update auth_session set ended_at = now() where user_id = ${member.userId}`,
  ],
  [
    "gone for 15 days",
    (member: Member) =>
      db.$executeRaw`update auth_session set last_seen_at = now() - interval '15 days' where user_id = ${member.userId}`,
  ],
  [
    "here since 31 days",
    (member: Member) =>
      db.$executeRaw`update auth_session set created_at = now() - interval '31 days' where user_id = ${member.userId}`,
  ],
])(
  "the cookie of a user who is %s lets nobody in at the next request, and /api/auth/session says so",
  async (_what, change) => {
    const member = await aMember();
    const browser = await signedIn(member);
    const token = await browser.sessionToken();
    await change(member);
    expect(await findSession(token)).toBeNull();
    expect(await browser.session()).toEqual({});
    expect(browser.cookies.has(COOKIE)).toBe(false);
  },
);

it("after signing out, a copy of the cookie lets nobody in, and the audit knows it once", async () => {
  const member = await aMember();
  const browser = await signedIn(member);
  const copy = new AuthBrowser();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  const token = await browser.sessionToken();
  const body = { csrfToken: await browser.csrfToken(), json: "true" };
  expect((await browser.send("POST", "signout", { body })).status).toBe(200);
  expect(browser.cookies.has(COOKIE)).toBe(false);
  expect(await findSession(token)).toBeNull();
  expect(await copy.session()).toEqual({});
  const audited = await db.auditEvent.findMany({ where: { action: "sign_out.done", actorId: member.userId } });
  const signIns = await db.auditEvent.findMany({ where: { action: "sign_in.accepted", actorId: member.userId } });
  expect(audited.map(({ address }) => address)).toEqual(signIns.map(({ address }) => address));
  expect(audited).toHaveLength(1);
});

it("the role is the database's, at the next request", async () => {
  const member = await aMember({ role: "admin" });
  await aMember({ role: "admin" });
  const browser = await signedIn(member);
  await db.membership.updateMany({ where: { userId: member.userId }, data: { role: "reviewer" } });
  expect(await findSession(await browser.sessionToken())).toMatchObject({ role: "reviewer" });
});

it("the workspace is the chosen one while its user belongs to it, else the practice one", async () => {
  const { liveId, practiceId, userId, email } = await aMember();
  const browser = await signedIn({ liveId, practiceId, userId, email });
  const token = await browser.sessionToken();
  expect(await findSession(token)).toMatchObject({ workspaceId: practiceId });
  await db.user.update({ where: { id: userId }, data: { activeWorkspaceId: liveId } });
  expect(await findSession(token)).toMatchObject({ workspaceId: liveId, workspaceKind: "live" });
  await db.membership.deleteMany({ where: { userId, workspaceId: liveId } });
  expect(await findSession(token)).toMatchObject({ workspaceId: practiceId });
});

it("a forged session.update() changes nothing and is audited", async () => {
  const member = await aMember();
  const other = await aMember({ role: "admin" });
  const browser = await signedIn(member);
  const before = await browser.sessionToken();
  const forged = { userId: other.userId, sub: other.userId, role: "admin", sessionVersion: 99, sessionId: "ses_other" };
  const json = { csrfToken: await browser.csrfToken(), data: { ...forged, user: forged } };
  const answered = await browser.send("POST", "session", { json, headers: { "content-type": "application/json" } });
  expect(await answered.json()).toMatchObject({ user: { id: member.userId } });
  expect(await browser.sessionToken()).toEqual(before);
  expect(await browser.session()).toMatchObject({ user: { id: member.userId, email: member.email } });
  expect(await findSession(await browser.sessionToken())).toMatchObject({ userId: member.userId, role: "rep" });
  expect(await db.auditEvent.count({ where: { action: "session.update_refused", actorId: member.userId } })).toBe(1);
});

it("a cookie names a session only together with its own user and version", async () => {
  const [mine, theirs] = [await aMember(), await aMember()];
  const token = await (await signedIn(mine)).sessionToken();
  expect(await findSession({ ...token, userId: theirs.userId })).toBeNull();
  expect(await findSession({ ...token, sessionVersion: 2 })).toBeNull();
  expect(await findSession({ ...token, sessionId: "ses_none" })).toBeNull();
});

it.each(["", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"])(
  "a cookie that this installation did not seal is nobody's: %s",
  async (cookie) => {
    expect(await decodeSessionToken(cookie)).toBeNull();
  },
);

it("a sealed cookie with other content is nobody's", async () => {
  const sealed = await encodeSessionToken({ sessionId: "", userId: "usr_1", sessionVersion: 1 });
  expect(await decodeSessionToken(sealed)).toBeNull();
});
