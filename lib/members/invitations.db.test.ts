import { beforeEach, describe, expect, test } from "vitest";
import { findSession } from "@/lib/auth/session-store";
import { db } from "@/lib/db/client";
import { acceptInvitation } from "@/lib/members/server/accept-invitation";
import type { Actor } from "@/lib/members/server/actor";
import { renewInvitation, withdrawInvitation } from "@/lib/members/server/change-invitation";
import { changeRole } from "@/lib/members/server/change-role";
import { findOpenInvitation } from "@/lib/members/server/invitation-store";
import { inviteMember } from "@/lib/members/server/invite-member";
import { joinBySignIn, joinWorkspace } from "@/lib/members/server/join-workspace";
import { listMembers } from "@/lib/members/server/list-members";
import type { OneTimeLink } from "@/lib/members/server/one-time-link";
import { removeMember } from "@/lib/members/server/remove-member";
import { ADDRESS, anActor, auditOf } from "@/lib/members/testing/an-actor";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aMember, PASSWORD } from "@/lib/workspaces/testing/a-member";

useTestDatabase();

let workspaceId: string;
let admin: Actor;
let count = 0;

beforeEach(async () => {
  workspaceId = await aWorkspace();
  admin = await anActor(workspaceId);
});

const tokenIn = ({ url }: OneTimeLink) => new URL(url).searchParams.get("token") ?? "";
const invite = async (given: { email?: string; role?: "admin" | "rep" } = {}) =>
  tokenIn(
    await inviteMember(admin, { role: "rep", email: undefined, name: undefined, isForPracticeToo: true, ...given }),
  );
const someone = () => ({
  ...{ name: "Grace Hopper", email: `grace${String((count += 1))}@example.com`, password: PASSWORD, address: ADDRESS },
});
const theInvitation = async () => db.invitation.findFirstOrThrow({ where: { workspaceId } });
const membersNow = () => db.membership.count({ where: { workspaceId } });

test("the link leads to APP_URL and carries 256 bits; only its hash is kept, for seven days", async () => {
  const link = await inviteMember(admin, { role: "rep", email: undefined, name: undefined, isForPracticeToo: true });
  expect(link.url).toMatch(/^http:\/\/localhost:3999\/invite\?token=[\w-]{43}$/);
  const stored = await theInvitation();
  expect(JSON.stringify(stored)).not.toContain(tokenIn(link));
  expect(stored.expiresAt.getTime() - stored.createdAt.getTime()).toBe(7 * 86_400_000);
});

test("a new person gets an account with the role given, is signed in, and can sign in again", async () => {
  const token = await invite({ role: "admin" });
  const session = await acceptInvitation({ ...someone(), token });
  expect(await findSession(session)).toMatchObject({ workspaceId, role: "admin", name: "Grace Hopper" });
  const actions = (await auditOf(workspaceId)).map(({ action, actorId, address }) => [action, actorId, address]);
  expect(actions).toEqual([
    ["member.invited", admin.userId, ADDRESS],
    ["invitation.used", session.userId, ADDRESS],
  ]);
});

test("of 12 uses of one link at once exactly one makes a member, and nothing of the others is left", async () => {
  const token = await invite();
  const ends = await Promise.allSettled(Array.from({ length: 12 }, () => acceptInvitation({ ...someone(), token })));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "not_found" });
  expect(await membersNow()).toBe(2);
  expect(await db.user.count({ where: { memberships: { none: {} } } })).toBe(0);
});

describe("an invitation’s link", () => {
  const ENDS: [string, () => Promise<unknown>][] = [
    ["once it is used", async () => acceptInvitation({ ...someone(), token: await tokenHeld() })],
    ["once it is withdrawn", async () => withdrawInvitation(admin, (await theInvitation()).id)],
    ["once another link took its place", async () => renewInvitation(admin, (await theInvitation()).id)],
    [
      "after seven days",
      () => db.$executeRaw`UPDATE invitation SET expires_at = now() WHERE workspace_id = ${workspaceId}`,
    ],
    [
      "once whoever made it is an admin no more",
      async () => {
        const other = await anActor(workspaceId);
        await changeRole(other, { userId: admin.userId, role: "rep" });
      },
    ],
    [
      "once whoever made it can sign in no more",
      async () => {
        await anActor(workspaceId);
        await db.$executeRaw`UPDATE "user" SET disabled_at = now() WHERE id = ${admin.userId}`;
      },
    ],
  ];
  let held = "";
  const tokenHeld = () => Promise.resolve(held);

  test.each(ENDS)("is as unknown as one that was made up %s", async (_what, end) => {
    held = await invite();
    expect(await findOpenInvitation(held)).not.toBeNull();
    await end();
    expect(await findOpenInvitation(held)).toBeNull();
    const before = await membersNow();
    const refused = await acceptInvitation({ ...someone(), token: held }).catch((error: unknown) => error);
    const madeUp = await acceptInvitation({ ...someone(), token: "A".repeat(43) }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "not_found" });
    expect(refused).toEqual(madeUp);
    expect(await membersNow()).toBe(before);
  });
});

test("an invitation that names an address makes an account of that address only", async () => {
  const token = await invite({ email: "Grace.Named@Example.com" });
  const { userId } = await acceptInvitation({ ...someone(), email: "mallory@evil.example", token });
  expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ email: "grace.named@example.com" });
});

test("a password that is easy to guess uses nothing up", async () => {
  const token = await invite();
  const weak = { ...someone(), password: "aaaaaaaaaaaa", token };
  await expect(acceptInvitation(weak)).rejects.toMatchObject({ fields: { password: expect.any(String) as string } });
  expect(await findOpenInvitation(token)).not.toBeNull();
});

describe("whoever has an account", () => {
  test("joins with it, and keeps what they are elsewhere", async () => {
    const { userId } = await aMember({ role: "reviewer" });
    await joinWorkspace({ userId, address: ADDRESS }, await invite());
    expect(await db.membership.findMany({ where: { userId }, orderBy: { role: "asc" } })).toMatchObject([
      { role: "rep", workspaceId },
      { role: "reviewer" },
      { role: "reviewer" },
    ]);
    expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ activeWorkspaceId: workspaceId });
  });

  test("but belongs to no workspace, joins by signing in: who was removed can be invited again", async () => {
    const { userId, email } = await aMember();
    await db.membership.deleteMany({ where: { userId } });
    const session = await joinBySignIn({ email, password: PASSWORD, token: await invite(), address: ADDRESS });
    expect(await findSession(session)).toMatchObject({ workspaceId, role: "rep" });
  });

  test("is not made a second one, and is told how to accept", async () => {
    const { email } = await aMember();
    const token = await invite();
    const refused = acceptInvitation({ ...someone(), email, token });
    await expect(refused).rejects.toMatchObject({
      fields: { email: expect.stringContaining("I have an account") as string },
    });
    expect(await findOpenInvitation(token)).not.toBeNull();
  });

  test("does not join with an invitation for another address, nor twice; the link stays good for whom it is for", async () => {
    const { userId, email } = await aMember();
    const forOther = await invite({ email: "other@example.com" });
    await expect(joinWorkspace({ userId, address: ADDRESS }, forOther)).rejects.toMatchObject({ code: "forbidden" });
    expect(await findOpenInvitation(forOther)).not.toBeNull();
    await joinWorkspace({ userId, address: ADDRESS }, await invite());
    const again = await invite();
    const refused = joinBySignIn({ email, password: PASSWORD, token: again, address: ADDRESS });
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
    expect(await findOpenInvitation(again)).not.toBeNull();
    expect(await db.authSession.count({ where: { userId, endedAt: null } })).toBe(0);
  });
});

describe("the practice workspace", () => {
  test("beside a live one is opened by the same link, with the same role, where its maker is an admin too", async () => {
    const { userId, liveId, practiceId } = await aMember({ role: "admin" });
    const boss: Actor = {
      userId,
      workspaceId: liveId,
      workspaceKind: "live",
      role: "admin",
      address: ADDRESS,
      sessionId: "",
    };
    const ask = { role: "rep", email: undefined, name: undefined } as const;
    const both = tokenIn(await inviteMember(boss, { ...ask, isForPracticeToo: true }));
    const alone = tokenIn(await inviteMember(boss, { ...ask, isForPracticeToo: false }));
    const [first, second] = [
      await acceptInvitation({ ...someone(), token: both }),
      await acceptInvitation({ ...someone(), token: alone }),
    ];
    const workspacesOf = async (id: string) =>
      (await db.membership.findMany({ where: { userId: id } })).map((membership) => membership.workspaceId).toSorted();
    expect(await workspacesOf(first.userId)).toEqual([liveId, practiceId].toSorted());
    expect(await workspacesOf(second.userId)).toEqual([liveId]);
    await changeRole(
      { ...boss, workspaceId: practiceId, workspaceKind: "practice" },
      { userId: first.userId, role: "admin" },
    );
    await removeMember({ ...boss, workspaceId: practiceId, workspaceKind: "practice" }, userId);
    expect((await listMembers(boss)).practiceName).toBeNull();
  });
});

test("an address is invited once at a time, and no member is", async () => {
  const email = "grace.once@example.com";
  await invite({ email });
  await expect(invite({ email: "Grace.Once@example.com" })).rejects.toMatchObject({ code: "invalid_input" });
  const { id } = await theInvitation();
  await withdrawInvitation(admin, id);
  await acceptInvitation({ ...someone(), token: await invite({ email }) });
  await expect(invite({ email })).rejects.toMatchObject({ fields: { email: expect.any(String) as string } });
});

test("a new link works for seven days more, also after the first one's end; the list says which is which", async () => {
  await invite();
  await db.$executeRaw`UPDATE invitation SET expires_at = now() WHERE workspace_id = ${workspaceId}`;
  const { id } = await theInvitation();
  expect((await listMembers(admin)).invitations).toMatchObject([{ id, state: "expired", invitedBy: "A admin" }]);
  const token = tokenIn(await renewInvitation(admin, id));
  expect((await listMembers(admin)).invitations).toMatchObject([{ id, state: "open" }]);
  await acceptInvitation({ ...someone(), token });
  expect((await listMembers(admin)).invitations).toEqual([]);
  await expect(renewInvitation(admin, id)).rejects.toMatchObject({ code: "not_found" });
});

test("only an admin invites, renews and withdraws, and only in their own workspace", async () => {
  await invite();
  const { id } = await theInvitation();
  const rep = await anActor(workspaceId, "rep");
  const foreign = await anActor(await aWorkspace());
  const ask = { role: "admin", email: undefined, name: undefined, isForPracticeToo: false } as const;
  await expect(inviteMember(rep, ask)).rejects.toMatchObject({ code: "forbidden" });
  for (const act of [renewInvitation, withdrawInvitation]) {
    await expect(act(rep, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(act(foreign, id)).rejects.toMatchObject({ code: "not_found" });
  }
});
