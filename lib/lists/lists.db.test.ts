import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { createList } from "@/lib/lists/server/create-list";
import { deleteList } from "@/lib/lists/server/delete-list";
import { getList, listLists, listPersonLists } from "@/lib/lists/server/read-lists";
import { regroupPeople } from "@/lib/lists/server/regroup-people";
import { renameList } from "@/lib/lists/server/rename-list";
import { setArrivalsList } from "@/lib/lists/server/set-arrivals-list";
import { shareList } from "@/lib/lists/server/share-list";
import { undoListChange } from "@/lib/lists/server/undo-list-change";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";

useTestDatabase();

let rep: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let admin: Viewer;
let people: string[];

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  const of = (role: Viewer["role"]) => aViewer({ workspaceId, role });
  [rep, colleague, reviewer, admin] = [await of("rep"), await of("rep"), await of("reviewer"), await of("admin")];
  people = await manyPeople(workspaceId, 4);
});

const aList = async (isShared = false, viewer = rep) => (await createList(viewer, { name: "A list", isShared })).id;
const membersOf = async (listId: string) =>
  (await db.listPerson.findMany({ where: { listId }, orderBy: { personId: "asc" } })).map(({ personId }) => personId);
const move = (viewer: Viewer, { add = [], remove = [] }: { add?: string[]; remove?: string[] }, ids = people) =>
  regroupPeople(viewer, { selection: { ids }, add, remove });
const seenBy = async (viewer: Viewer) => (await listLists(viewer)).lists.map(({ id }) => id);

describe("a private list", () => {
  test("is its owner's alone: no admin learns that it exists, and nobody else changes it", async () => {
    const id = await aList();
    await move(rep, { add: [id] });
    expect(await seenBy(rep)).toEqual([id]);
    for (const viewer of [colleague, reviewer, admin]) {
      expect(await seenBy(viewer)).toEqual([]);
      expect(await listPersonLists(viewer, people[0] ?? "")).toEqual([]);
      await expect(getList(viewer, id)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const viewer of [colleague, admin]) {
      await expect(renameList(viewer, { id, name: "Ours" })).rejects.toMatchObject({ code: "not_found" });
      await expect(shareList(viewer, { id, isShared: true })).rejects.toMatchObject({ code: "not_found" });
      await expect(deleteList(viewer, { id })).rejects.toMatchObject({ code: "not_found" });
      await expect(move(viewer, { remove: [id] })).rejects.toMatchObject({ code: "not_found" });
      await expect(setArrivalsList(viewer, { listId: id })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await membersOf(id)).toEqual(people);
  });
});

describe("a shared list", () => {
  test("is read by everybody, filled by every rep, and changed by its owner and admins", async () => {
    const id = await aList(true);
    for (const viewer of [rep, colleague, reviewer, admin]) expect(await seenBy(viewer)).toEqual([id]);
    expect(await move(colleague, { add: [id] })).toMatchObject({ changed: 4 });
    await expect(move(colleague, { remove: [id] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(renameList(colleague, { id, name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteList(colleague, { id })).rejects.toMatchObject({ code: "forbidden" });
    expect(await move(admin, { remove: [id] }, people.slice(0, 1))).toMatchObject({ changed: 1 });
    expect(await renameList(admin, { id, name: "Ours" })).toEqual({ name: "A list" });
    expect(await getList(reviewer, id)).toMatchObject({ name: "Ours", people: 3, mayChange: false, mayAdd: false });
    expect(await getList(colleague, id)).toMatchObject({ mayChange: false, mayAdd: true, isMine: false });
  });

  test("is not a reviewer's to make or fill, and not another workspace's to see", async () => {
    const id = await aList(true);
    await expect(aList(true, reviewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(move(reviewer, { add: [id] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(setArrivalsList(reviewer, { listId: id })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    expect(await seenBy(stranger)).toEqual([]);
    await expect(getList(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(move(stranger, { add: [id] })).rejects.toMatchObject({ code: "not_found" });
  });

  test("that becomes private is nobody's list of arrivals but its owner's", async () => {
    const id = await aList(true);
    await setArrivalsList(colleague, { listId: id });
    await setArrivalsList(rep, { listId: id });
    await shareList(rep, { id, isShared: false });
    expect((await listLists(colleague)).arrivalsListId).toBeNull();
    expect((await listLists(rep)).arrivalsListId).toBe(id);
  });

  test("that nobody owns stays shared", async () => {
    const id = await aList(true);
    await db.list.update({ where: { id }, data: { ownerId: null } });
    await expect(shareList(admin, { id, isShared: false })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("undo", () => {
  test("takes out whom it put in and nobody who was there", async () => {
    const id = await aList();
    await move(rep, { add: [id] }, people.slice(0, 1));
    const { changed, changeId } = await move(rep, { add: [id] });
    expect(changed).toBe(3);
    await undoListChange(rep, { changeId: changeId ?? "" });
    expect(await membersOf(id)).toEqual(people.slice(0, 1));
  });

  test("brings a deleted list back with its people, its owner and whose arrivals went there", async () => {
    const id = await aList(true);
    await move(rep, { add: [id] });
    await setArrivalsList(colleague, { listId: id });
    const { changed, changeId } = await deleteList(admin, { id });
    expect([changed, await seenBy(rep), (await listLists(colleague)).arrivalsListId]).toEqual([4, [], null]);
    await expect(undoListChange(rep, { changeId: changeId ?? "" })).rejects.toMatchObject({ code: "not_found" });
    expect(await undoListChange(admin, { changeId: changeId ?? "" })).toEqual({ restored: 4 });
    expect(await membersOf(id)).toEqual(people);
    expect(await getList(rep, id)).toMatchObject({ name: "A list", isMine: true, isShared: true });
    expect((await listLists(colleague)).arrivalsListId).toBe(id);
  });
});
