import { beforeEach, describe, expect, test } from "vitest";
import { findSession } from "@/lib/auth/session-store";
import { db, inTransaction } from "@/lib/db/client";
import type { Actor } from "@/lib/members/server/actor";
import { changeRole } from "@/lib/members/server/change-role";
import { disableMember, enableMember } from "@/lib/members/server/disable-member";
import { listMembers } from "@/lib/members/server/list-members";
import { offerPasswordReset } from "@/lib/members/server/offer-password-reset";
import { removeMember } from "@/lib/members/server/remove-member";
import { signOutMember } from "@/lib/members/server/sign-out-member";
import { ADDRESS, anActor, auditOf } from "@/lib/members/testing/an-actor";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let workspaceId: string;
let admin: Actor;

beforeEach(async () => {
  workspaceId = await aWorkspace();
  admin = await anActor(workspaceId);
});

const roleOf = async ({ userId }: Actor) =>
  (await db.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } }))?.role ?? "none";

const tokenOf = async ({ userId, sessionId }: Actor) => {
  const { sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return { userId, sessionId, sessionVersion };
};

const ACTS = [
  ["demoted", (actor: Actor, userId: string) => changeRole(actor, { userId, role: "rep" })],
  ["disabled", disableMember],
  ["removed", removeMember],
] as const;

const BY_SQL = [
  ["demoted", (userId: string) => `UPDATE membership SET role = 'rep' WHERE user_id = '${userId}'`],
  ["disabled", (userId: string) => `UPDATE "user" SET disabled_at = now() WHERE id = '${userId}'`],
  ["removed", (userId: string) => `DELETE FROM membership WHERE user_id = '${userId}'`],
  ["deleted", (userId: string) => `DELETE FROM "user" WHERE id = '${userId}'`],
] as const;

describe("the last admin who can sign in", () => {
  test.each(ACTS)("cannot be %s; with another beside them they can", async (_what, act) => {
    const disabled = await anActor(workspaceId);
    await disableMember(admin, disabled.userId);
    await anActor(workspaceId, "reviewer");
    await expect(act(admin, admin.userId)).rejects.toMatchObject({ code: "last_admin" });
    expect(await roleOf(admin)).toBe("admin");
    expect(await findSession(await tokenOf(admin))).not.toBeNull();
    await anActor(workspaceId);
    await expect(act(admin, admin.userId)).resolves.toBeUndefined();
  });

  test.each(BY_SQL)("cannot be %s by any statement, whoever sends it", async (_what, statement) => {
    await expect(db.$executeRawUnsafe(statement(admin.userId))).rejects.toThrow(/last active admin/);
    await anActor(workspaceId);
    expect(await db.$executeRawUnsafe(statement(admin.userId))).toBe(1);
  });

  test("two admins who demote, disable or remove each other at the same moment: exactly one succeeds, every time", async () => {
    for (let round = 0; round < 24; round += 1) {
      workspaceId = await aWorkspace();
      const [one, two] = [await anActor(workspaceId), await anActor(workspaceId)];
      const [, act] = ACTS[round % ACTS.length] ?? ACTS[0];
      const ends = await Promise.allSettled([act(one, two.userId), act(two, one.userId)]);
      expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await countActiveAdmins(workspaceId)).toBe(1);
    }
  });

  test("the database itself lets one of two such transactions through, without the program's lock", async () => {
    for (let round = 0; round < 24; round += 1) {
      workspaceId = await aWorkspace();
      const [one, two] = [await anActor(workspaceId), await anActor(workspaceId)];
      const [, statement] = BY_SQL[round % BY_SQL.length] ?? BY_SQL[0];
      const { promise: bothHaveBegun, resolve: go } = Promise.withResolvers<undefined>();
      let begun = 0;
      const takeAway = ({ userId }: Actor) =>
        inTransaction(async (tx) => {
          await tx.$queryRaw`SELECT 1 AS begun`;
          begun += 1;
          if (begun === 2) go(undefined);
          await bothHaveBegun;
          await tx.$executeRawUnsafe(statement(userId));
        });
      const ends = await Promise.allSettled([takeAway(one), takeAway(two)]);
      expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await countActiveAdmins(workspaceId)).toBe(1);
    }
  });

  test("a workspace that is deleted takes its members with it", async () => {
    await db.workspace.delete({ where: { id: workspaceId } });
    expect(await db.membership.count({ where: { workspaceId } })).toBe(0);
  });
});

async function countActiveAdmins(id: string): Promise<number> {
  return db.membership.count({ where: { workspaceId: id, role: "admin", user: { disabledAt: null } } });
}

describe("at the next request", () => {
  test("a changed role is the new one", async () => {
    const rep = await anActor(workspaceId, "rep");
    await changeRole(admin, { userId: rep.userId, role: "reviewer" });
    expect(await findSession(await tokenOf(rep))).toMatchObject({ role: "reviewer" });
  });

  test.each([
    ["disabled", disableMember],
    ["removed from their only workspace", removeMember],
    ["signed out everywhere", signOutMember],
  ] as const)("a member who was %s is let in nowhere, by none of their sessions", async (_what, act) => {
    const rep = await anActor(workspaceId, "rep");
    const before = await tokenOf(rep);
    await act(admin, rep.userId);
    expect(await findSession(before)).toBeNull();
  });

  test("a session that was being opened while its account was disabled lets nobody in once that is enabled again", async () => {
    const rep = await anActor(workspaceId, "rep");
    const checkedBefore = await tokenOf(rep);
    await disableMember(admin, rep.userId);
    await enableMember(admin, rep.userId);
    await db.authSession.updateMany({ where: { userId: rep.userId }, data: { endedAt: null } });
    expect(await findSession(checkedBefore)).toBeNull();
  });
});

test("an admin whose role was taken meanwhile changes nothing any more", async () => {
  const other = await anActor(workspaceId);
  const rep = await anActor(workspaceId, "rep");
  await changeRole(other, { userId: admin.userId, role: "rep" });
  await expect(changeRole(admin, { userId: rep.userId, role: "admin" })).rejects.toMatchObject({ code: "forbidden" });
  expect(await roleOf(rep)).toBe("rep");
});

test("what holds wherever a member belongs takes an admin of all their workspaces; to remove them from one does not", async () => {
  const elsewhere = await aWorkspace();
  const boss = await anActor(elsewhere);
  await db.membership.create({ data: { workspaceId, userId: boss.userId, role: "reviewer" } });
  for (const act of [disableMember, enableMember, signOutMember, offerPasswordReset])
    await expect(act(admin, boss.userId)).rejects.toMatchObject({ code: "forbidden" });
  expect(await findSession(await tokenOf(boss))).not.toBeNull();
  const { members } = await listMembers(admin);
  expect(members.find(({ id }) => id === boss.userId)).toMatchObject({ isAccountYours: false, role: "reviewer" });
  await removeMember(admin, boss.userId);
  expect(await findSession(await tokenOf(boss))).toMatchObject({ workspaceId: elsewhere, role: "admin" });
});

test.each(["rep", "reviewer"] as const)("a %s neither sees nor changes who belongs to the workspace", async (role) => {
  const member = await anActor(workspaceId, role);
  const { userId } = admin;
  await expect(listMembers(member)).rejects.toMatchObject({ code: "forbidden" });
  for (const [, act] of ACTS) await expect(act(member, userId)).rejects.toMatchObject({ code: "forbidden" });
  for (const act of [enableMember, signOutMember, offerPasswordReset])
    await expect(act(member, userId)).rejects.toMatchObject({ code: "forbidden" });
});

test("whoever belongs to another workspace is not found", async () => {
  const foreign = await anActor(await aWorkspace(), "rep");
  for (const [, act] of ACTS) await expect(act(admin, foreign.userId)).rejects.toMatchObject({ code: "not_found" });
  for (const act of [enableMember, signOutMember, offerPasswordReset])
    await expect(act(admin, foreign.userId)).rejects.toMatchObject({ code: "not_found" });
});

test("each change is audited once, with who, whom and from where; a change of nothing is none", async () => {
  const rep = await anActor(workspaceId, "rep");
  const { userId: subject } = rep;
  await changeRole(admin, { userId: subject, role: "rep" });
  await changeRole(admin, { userId: subject, role: "reviewer" });
  await disableMember(admin, subject);
  await disableMember(admin, subject);
  await enableMember(admin, subject);
  await signOutMember(admin, subject);
  await removeMember(admin, subject);
  const by = { actorId: admin.userId, subject, address: ADDRESS };
  expect(await auditOf(workspaceId)).toEqual([
    { ...by, action: "member.role_changed", detail: { from: "rep", to: "reviewer" } },
    { ...by, action: "member.disabled", detail: { sessions: 1 } },
    { ...by, action: "member.enabled", detail: null },
    { ...by, action: "member.signed_out", detail: { sessions: 0 } },
    { ...by, action: "member.removed", detail: { role: "reviewer", lists: 0 } },
  ]);
});

test("the list tells who can sign in, from how many browsers, and when they were last seen", async () => {
  const rep = await anActor(workspaceId, "rep");
  const reviewer = await anActor(workspaceId, "reviewer");
  await disableMember(admin, reviewer.userId);
  const { members } = await listMembers(admin);
  const found = (actor: Actor) => members.find(({ id }) => id === actor.userId);
  expect(found(admin)).toMatchObject({ isYou: true, role: "admin", sessions: 1, isAccountYours: true });
  expect(found(rep)).toMatchObject({ isYou: false, isDisabled: false, sessions: 1 });
  expect(found(reviewer)).toMatchObject({ isDisabled: true, sessions: 0 });
  expect(found(rep)?.lastSeenAt).not.toBeNull();
  expect(members.at(-1)?.id).toBe(reviewer.userId);
});
