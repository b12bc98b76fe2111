import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { createList } from "@/lib/lists/server/create-list";
import { regroupPeople } from "@/lib/lists/server/regroup-people";
import { undoListChange } from "@/lib/lists/server/undo-list-change";
import { assignOwner } from "@/lib/people/server/assign-owner";
import { findHeld } from "@/lib/privacy/server/find-held";
import { getErasure } from "@/lib/privacy/server/list-erasures";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { createTag } from "@/lib/tags/server/create-tag";
import { tagPeople } from "@/lib/tags/server/tag-people";
import { undoTagChange } from "@/lib/tags/server/undo-tag-change";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
});

test("tags, places in lists and the owner go with a person, counted, and no undo brings them back", async () => {
  const [personId = "", other = ""] = await manyPeople(rep.workspaceId, 2);
  const selection = { ids: [personId, other] };
  const { id: tagId } = await createTag(rep, { name: "Hot", colour: "red" });
  const { id: listId } = await createList(rep, { name: "Mine", isShared: false });
  const tagged = await tagPeople(rep, { selection, add: [tagId], remove: [] });
  await regroupPeople(rep, { selection, add: [listId], remove: [] });
  const listed = await regroupPeople(rep, { selection, add: [], remove: [listId] });
  await regroupPeople(rep, { selection, add: [listId], remove: [] });
  await assignOwner(rep, { selection, ownerId: rep.userId });
  expect((await findHeld(admin, { personId })).people).toMatchObject([{ tags: 1, lists: 1 }]);

  const { erasureId } = await requestErasure(admin, { personIds: [personId], confirmation: "ERASE" });
  await runErasures();
  expect(await getErasure(admin, erasureId)).toMatchObject({ state: "done", counts: { people: 1, tags: 1, lists: 1 } });
  for (const { changeId } of [tagged, listed]) {
    const undo = changeId === tagged.changeId ? undoTagChange : undoListChange;
    await undo(rep, { changeId: changeId ?? "" });
  }
  expect(await db.personTag.count({ where: { personId } })).toBe(0);
  expect(await db.listPerson.count({ where: { personId } })).toBe(0);
  expect(await db.bulkChangePerson.count({ where: { personId } })).toBe(0);
  expect(await db.listPerson.count({ where: { personId: other } })).toBe(1);
});
