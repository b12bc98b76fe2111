import { beforeEach, describe, expect, test } from "vitest";
import { toAccountKey } from "@/lib/auth/check-credentials";
import { findSession, startSession } from "@/lib/auth/session-store";
import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/members/server/actor";
import { changePassword } from "@/lib/members/server/change-password";
import { disableMember } from "@/lib/members/server/disable-member";
import { endOwnSession, signOutEverywhere } from "@/lib/members/server/end-sessions";
import { getAccount } from "@/lib/members/server/get-account";
import { offerPasswordReset } from "@/lib/members/server/offer-password-reset";
import { findOpenReset } from "@/lib/members/server/password-reset-store";
import { renameAccount } from "@/lib/members/server/rename-account";
import { resetPassword } from "@/lib/members/server/reset-password";
import { ADDRESS, anActor, auditOf } from "@/lib/members/testing/an-actor";
import { useTestDatabase } from "@/lib/testing/database";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { aMember, PASSWORD } from "@/lib/workspaces/testing/a-member";

useTestDatabase();

const NEXT = "copper lantern western tide";

let me: Actor;
let email: string;
let boss: Actor;
let auditedBefore: number;

beforeEach(async () => {
  const member = await aMember({ role: "rep" });
  email = member.email;
  me = await signedIn({ ...member, role: "rep" });
  const admin = await aMember({ role: "admin" });
  boss = await signedIn({ ...admin, role: "admin" });
  await db.signInFailure.deleteMany();
  auditedBefore = (await auditOf(me.workspaceId)).length;
});

/** What this test has brought into the audit. */
const audited = async () => (await auditOf(me.workspaceId)).slice(auditedBefore);

async function signedIn({
  userId,
  liveId,
  role,
}: {
  userId: string;
  liveId: string;
  role: "admin" | "rep";
}): Promise<Actor> {
  const sessionId = await startSession(db, { userId, address: ADDRESS });
  return { userId, workspaceId: liveId, workspaceKind: "live", role, address: ADDRESS, sessionId };
}

const cookieOf = ({ userId, sessionId }: Actor) => ({ userId, sessionId, sessionVersion: 1 });
const canSignIn = (password: string) =>
  signIn({ email, password, address: ADDRESS }).then(
    () => true,
    () => false,
  );
const change = (currentPassword: string, password = NEXT) => changePassword(me, { currentPassword, password });

describe("a password change", () => {
  test("ends every session, copies of this browser's cookie included; this browser goes on with a new one", async () => {
    const elsewhere = await signIn({ email, password: PASSWORD, address: "198.51.100.4" });
    const next = await change(PASSWORD);
    expect(await findSession(elsewhere)).toBeNull();
    expect(await findSession(cookieOf(me))).toBeNull();
    expect(await findSession(next)).toMatchObject({ userId: me.userId });
    expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([false, true]);
    expect(await audited()).toMatchObject([
      { action: "password.changed", actorId: me.userId, address: ADDRESS, detail: { sessions: 2 } },
    ]);
  });

  test("asks for the present password; a wrong one changes nothing, and counts as a failed sign-in", async () => {
    await expect(change("not the present one")).rejects.toMatchObject({
      fields: { currentPassword: expect.any(String) as string },
    });
    expect(await findSession(cookieOf(me))).not.toBeNull();
    expect(await db.signInFailure.count({ where: { accountKey: toAccountKey(email), address: ADDRESS } })).toBe(1);
    expect(await audited()).toMatchObject([{ action: "password.change_refused", actorId: me.userId }]);
  });

  test("cannot be guessed at: after some ten wrong ones even the right one waits", async () => {
    const guesses = await Promise.allSettled(Array.from({ length: 14 }, () => change("a wrong guess of it")));
    const codes = guesses.map((guess) =>
      guess.status === "rejected" ? (guess.reason as { code: string }).code : "ok",
    );
    expect(codes.filter((code) => code === "invalid_input").length).toBeLessThanOrEqual(10);
    await expect(change(PASSWORD)).rejects.toMatchObject({ code: "too_many_requests" });
    expect(await findSession(cookieOf(me))).not.toBeNull();
  });

  test("to one that is easy to guess is refused before the present one is asked for", async () => {
    await expect(change("wrong anyway", "aaaaaaaaaaaa")).rejects.toMatchObject({
      fields: { password: expect.any(String) as string },
    });
    expect(await db.signInFailure.count()).toBe(0);
  });
});

describe("an admin's link for a new password", () => {
  const tokenIn = ({ url }: { url: string }) => new URL(url).searchParams.get("token") ?? "";
  const offer = async () => tokenIn(await offerPasswordReset(boss, me.userId));
  const reset = (token: string) => resetPassword({ token, password: NEXT, address: ADDRESS });

  test("sets it once, ends every session and opens one; of ten uses at once one succeeds", async () => {
    const token = await offer();
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => reset(token)));
    const [done] = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(9);
    expect(await findSession(cookieOf(me))).toBeNull();
    expect(done && (await findSession(done))).toMatchObject({ userId: me.userId });
    expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([false, true]);
    expect((await audited()).map(({ action, actorId }) => [action, actorId])).toEqual([
      ["password_reset.offered", boss.userId],
      ["password.reset", me.userId],
    ]);
  });

  test("works for an hour, of which only its hash is kept", async () => {
    const token = await offer();
    const stored = await db.passwordReset.findUniqueOrThrow({ where: { userId: me.userId } });
    expect(stored.expiresAt.getTime() - stored.createdAt.getTime()).toBe(3_600_000);
    expect(JSON.stringify(stored)).not.toContain(token);
    await db.$executeRaw`UPDATE password_reset SET expires_at = now()`;
    await expect(reset(token)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each<[string, () => Promise<unknown>]>([
    ["another took its place", () => offer()],
    ["the account is disabled", () => disableMember(boss, me.userId)],
    [
      "whoever made it is an admin no more",
      async () => {
        await aMember({ role: "admin" });
        await db.membership.updateMany({ where: { userId: boss.userId }, data: { role: "rep" } });
      },
    ],
  ])("is good for nothing once %s", async (_what, end) => {
    const token = await offer();
    expect(await findOpenReset(token)).toMatchObject({ email });
    await end();
    expect(await findOpenReset(token)).toBeNull();
    await expect(reset(token)).rejects.toMatchObject({ code: "not_found" });
    expect(await canSignIn(NEXT)).toBe(false);
  });

  test("is not made for oneself, nor for a disabled account", async () => {
    await expect(offerPasswordReset(boss, boss.userId)).rejects.toMatchObject({ code: "forbidden" });
    await disableMember(boss, me.userId);
    await expect(offer()).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("one's own sessions", () => {
  test("are listed, this one first, and are ended one by one", async () => {
    const other = await signIn({ email, password: PASSWORD, address: "198.51.100.4" });
    const { sessions } = await getAccount(me);
    expect(sessions.map(({ address, isThis }) => [address, isThis])).toEqual([
      [ADDRESS, true],
      ["198.51.100.4", false],
    ]);
    await endOwnSession(me, other.sessionId);
    expect([await findSession(other), await findSession(cookieOf(me))]).toMatchObject([null, { userId: me.userId }]);
    expect((await getAccount(me)).sessions).toHaveLength(1);
  });

  test("are one's own: another's is not found", async () => {
    await expect(endOwnSession(me, boss.sessionId)).rejects.toMatchObject({ code: "not_found" });
    expect(await findSession(cookieOf(boss))).not.toBeNull();
  });

  test("all end by one step, this one too", async () => {
    const other = await signIn({ email, password: PASSWORD, address: "198.51.100.4" });
    await signOutEverywhere(me);
    expect([await findSession(other), await findSession(cookieOf(me))]).toEqual([null, null]);
    expect(await audited()).toMatchObject([
      { action: "member.signed_out", actorId: me.userId, subject: me.userId, detail: { sessions: 2 } },
    ]);
  });
});

test("one's name is changed for everybody, and nobody else's", async () => {
  await renameAccount(me, { name: "Grace Hopper" });
  expect(await findSession(cookieOf(me))).toMatchObject({ name: "Grace Hopper" });
  expect(await findSession(cookieOf(boss))).toMatchObject({ name: "Ada Lovelace" });
  const [event] = await audited();
  expect(event).toMatchObject({ action: "account.renamed", subject: me.userId, detail: null });
});

test("an actor without a session of their own sees none as this one", async () => {
  const rep = await anActor(me.workspaceId, "rep");
  expect((await getAccount({ ...rep, sessionId: "" })).sessions.map(({ isThis }) => isThis)).toEqual([false]);
});
