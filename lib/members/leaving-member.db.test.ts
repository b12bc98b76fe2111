import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createList } from "@/lib/lists/server/create-list";
import { listLists } from "@/lib/lists/server/read-lists";
import { disableMember } from "@/lib/members/server/disable-member";
import { removeMember } from "@/lib/members/server/remove-member";
import { anActor, auditOf } from "@/lib/members/testing/an-actor";
import { assignOwner, undoAssignment } from "@/lib/people/server/assign-owner";
import { getPersonOwner } from "@/lib/people/server/get-person-owner";
import { listOwners } from "@/lib/people/server/list-owners";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";

useTestDatabase();

async function aTeam() {
  const workspaceId = await aWorkspace();
  const admin = await anActor(workspaceId);
  const rep = await aViewer({ workspaceId });
  const people = await manyPeople(workspaceId, 3);
  const given = await assignOwner(admin, { selection: { ids: people }, ownerId: rep.userId });
  return { workspaceId, admin, rep, people, first: people[0] ?? "", changeId: given.changeId ?? "" };
}

test("a removed member's private lists go, shared ones stay without an owner, and their people belong to nobody", async () => {
  const { workspaceId, admin, rep, people, first } = await aTeam();
  await createList(rep, { name: "Mine", isShared: false });
  const { id: shared } = await createList(rep, { name: "Ours", isShared: true });
  const elsewhere = await aWorkspace();
  await db.membership.create({ data: { workspaceId: elsewhere, userId: rep.userId, role: "rep" } });
  const { id: kept } = await createList({ ...rep, workspaceId: elsewhere }, { name: "Elsewhere", isShared: false });
  await removeMember(admin, rep.userId);
  expect((await listLists(admin)).lists).toMatchObject([{ id: shared, owner: null, mayChange: true }]);
  expect(await db.list.findMany({ where: { ownerId: rep.userId }, select: { id: true } })).toEqual([{ id: kept }]);
  expect(await db.person.count({ where: { id: { in: people }, ownerId: null } })).toBe(3);
  expect(await getPersonOwner(admin, first)).toEqual({ owner: null });
  const events = await auditOf(workspaceId);
  expect(events.find(({ action }) => action === "member.removed")).toMatchObject({ detail: { role: "rep", lists: 1 } });
});

test("a disabled member keeps lists and people; nobody new is given to them", async () => {
  const { admin, rep, people, first } = await aTeam();
  await createList(rep, { name: "Mine", isShared: false });
  await disableMember(admin, rep.userId);
  expect(await getPersonOwner(admin, first)).toMatchObject({ owner: { id: rep.userId, isDisabled: true } });
  expect(await db.list.count({ where: { ownerId: rep.userId } })).toBe(1);
  expect((await listOwners(admin)).map(({ id }) => id)).toEqual([admin.userId]);
  const input = { selection: { ids: people }, ownerId: rep.userId };
  await expect(assignOwner(admin, input)).rejects.toMatchObject({ code: "not_found" });
});

test("who looks after somebody is taken back to whom they had, unless it changed since or they have left", async () => {
  const { workspaceId, admin, rep, people, first } = await aTeam();
  const colleague = await aViewer({ workspaceId });
  const { changed, changeId } = await assignOwner(colleague, { selection: { ids: people }, ownerId: colleague.userId });
  expect(changed).toBe(3);
  await assignOwner(admin, { selection: { ids: [first] }, ownerId: null });
  expect(await undoAssignment(colleague, { changeId: changeId ?? "" })).toEqual({ restored: 2 });
  expect(await db.person.count({ where: { id: { in: people }, ownerId: rep.userId } })).toBe(2);
  expect(await getPersonOwner(admin, first)).toEqual({ owner: null });
});

test("owners are set by admins and reps, to members who can look after somebody, in their own workspace", async () => {
  const { workspaceId, admin, rep, people, changeId } = await aTeam();
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const selection = { ids: people };
  await expect(assignOwner(reviewer, { selection, ownerId: null })).rejects.toMatchObject({ code: "forbidden" });
  for (const ownerId of [reviewer.userId, stranger.userId])
    await expect(assignOwner(rep, { selection, ownerId })).rejects.toMatchObject({ code: "not_found" });
  expect(await assignOwner(stranger, { selection, ownerId: stranger.userId })).toEqual({ changed: 0, changeId: null });
  await expect(undoAssignment(rep, { changeId })).rejects.toMatchObject({ code: "not_found" });
  await expect(getPersonOwner(stranger, people[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
  expect(await undoAssignment(admin, { changeId })).toEqual({ restored: 3 });
});
