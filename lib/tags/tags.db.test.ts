import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { createTag } from "@/lib/tags/server/create-tag";
import { changeTag } from "@/lib/tags/server/change-tag";
import { listPersonTags } from "@/lib/tags/server/list-person-tags";
import { listTags } from "@/lib/tags/server/list-tags";
import { deleteTag, mergeTag } from "@/lib/tags/server/remove-tag";
import { tagPeople } from "@/lib/tags/server/tag-people";
import { undoTagChange } from "@/lib/tags/server/undo-tag-change";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";

useTestDatabase();

let rep: Viewer;
let people: string[];

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  people = await manyPeople(workspaceId, 5);
});

const aTag = async (name: string, viewer = rep) => (await createTag(viewer, { name, colour: "blue" })).id;
const tagged = async (tagId: string) =>
  (await db.personTag.findMany({ where: { tagId }, orderBy: { personId: "asc" } })).map(({ personId }) => personId);
const tag = (ids: readonly string[], { add = [], remove = [] }: { add?: string[]; remove?: string[] }, viewer = rep) =>
  tagPeople(viewer, { selection: { ids: [...ids] }, add, remove });

describe("tagging people", () => {
  test("says how many it changed, and is taken back exactly: what was there before stays", async () => {
    const [hot, cold] = [await aTag("Hot"), await aTag("Cold")];
    await tag(people.slice(0, 2), { add: [hot] });
    await tag(people.slice(3), { add: [cold] });
    const done = await tag(people, { add: [hot], remove: [cold] });
    expect(done.changed).toBe(3);
    expect([await tagged(hot), await tagged(cold)]).toEqual([people, []]);
    expect(await undoTagChange(rep, { changeId: done.changeId ?? "" })).toEqual({ restored: 3 });
    expect([await tagged(hot), await tagged(cold)]).toEqual([people.slice(0, 2), people.slice(3)]);
  });

  test("what comes back is as it was: who had given it, and when", async () => {
    const hot = await aTag("Hot");
    await tag(people.slice(0, 1), { add: [hot] });
    const before = await db.personTag.findMany({ where: { tagId: hot } });
    const colleague = await aViewer({ workspaceId: rep.workspaceId });
    const { changeId } = await tag(people, { remove: [hot] }, colleague);
    await undoTagChange(colleague, { changeId: changeId ?? "" });
    expect(await db.personTag.findMany({ where: { tagId: hot } })).toEqual(before);
  });

  test("undo leaves what somebody else gave anew meanwhile", async () => {
    const hot = await aTag("Hot");
    const colleague = await aViewer({ workspaceId: rep.workspaceId });
    const { changeId } = await tag(people, { add: [hot] });
    await tag(people.slice(0, 1), { remove: [hot] }, colleague);
    await tag(people.slice(0, 1), { add: [hot] }, colleague);
    expect(await undoTagChange(rep, { changeId: changeId ?? "" })).toEqual({ restored: 4 });
    expect(await tagged(hot)).toEqual(people.slice(0, 1));
  });

  test("is taken back once, by whoever did it, within a day", async () => {
    const hot = await aTag("Hot");
    const { changeId } = await tag(people, { add: [hot] });
    const input = { changeId: changeId ?? "" };
    const admin = await aViewer({ workspaceId: rep.workspaceId, role: "admin" });
    await expect(undoTagChange(admin, input)).rejects.toMatchObject({ code: "not_found" });
    await undoTagChange(rep, input);
    await expect(undoTagChange(rep, input)).rejects.toMatchObject({ code: "not_found" });
    const again = await tag(people, { add: [hot] });
    await db.bulkChange.update({
      where: { id: again.changeId ?? "" },
      data: { madeAt: new Date(Date.now() - 90_000_000) },
    });
    await expect(undoTagChange(rep, { changeId: again.changeId ?? "" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("that changes nothing has nothing to take back", async () => {
    const hot = await aTag("Hot");
    await tag(people, { add: [hot] });
    expect(await tag(people, { add: [hot] })).toEqual({ changed: 0, changeId: null });
  });

  test("is not a reviewer's to do, and reaches neither people nor tags of another workspace", async () => {
    const hot = await aTag("Hot");
    const reviewer = await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" });
    await expect(tag(people, { add: [hot] }, reviewer)).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await aViewer({ workspaceId: await aWorkspace() });
    await expect(tag(people, { add: [hot] }, stranger)).rejects.toMatchObject({ code: "not_found" });
    const theirs = await aTag("Theirs", stranger);
    expect(await tag(people, { add: [theirs] }, stranger)).toEqual({ changed: 0, changeId: null });
    expect(await tagged(theirs)).toEqual([]);
  });

  test("by two at once gives each tag once, and takes each change back by itself", async () => {
    const hot = await aTag("Hot");
    const colleague = await aViewer({ workspaceId: rep.workspaceId });
    const done = await Promise.all([tag(people, { add: [hot] }), tag(people.toReversed(), { add: [hot] }, colleague)]);
    expect(done[0].changed + done[1].changed).toBe(5);
    expect(await tagged(hot)).toEqual(people);
  });

  test("audits counts and no names", async () => {
    const hot = await aTag("Very secret");
    await tag(people, { add: [hot] });
    const [event] = await db.auditEvent.findMany({ where: { workspaceId: rep.workspaceId } });
    expect(event).toMatchObject({ action: "people.tagged", detail: { people: 5, added: 1, removed: 0 } });
  });

  test("of more than fit into one lot changes each once, and is taken back whole", { timeout: 30_000 }, async () => {
    const workspaceId = await aWorkspace();
    const viewer = await aViewer({ workspaceId });
    const hot = await aTag("Hot", viewer);
    const [first = ""] = await manyPeople(workspaceId, 2500);
    const selection = { matching: "", except: [first] };
    const done = await tagPeople(viewer, { selection, add: [hot], remove: [] });
    expect(done.changed).toBe(2499);
    expect((await listTags(viewer))[0]).toMatchObject({ name: "Hot", people: 2499 });
    expect(await undoTagChange(viewer, { changeId: done.changeId ?? "" })).toEqual({ restored: 2499 });
    expect(await tagged(hot)).toEqual([]);
  });
});

describe("a tag", () => {
  test("has one name in a workspace, however it is written", async () => {
    await aTag("Key account");
    await expect(aTag("key  ACCOUNT ")).rejects.toMatchObject({ code: "invalid_input" });
    const other = await aTag("Other");
    await expect(changeTag(rep, { id: other, name: "KEY account" })).rejects.toMatchObject({ code: "invalid_input" });
    await aTag("Key account", await aViewer({ workspaceId: await aWorkspace() }));
  });

  test("is renamed and recoloured by admins and reps of its workspace only", async () => {
    const id = await aTag("Hot");
    expect(await changeTag(rep, { id, name: "Warm", colour: "red" })).toEqual({ id, name: "Hot", colour: "blue" });
    expect(await listTags(rep)).toEqual([{ id, name: "Warm", colour: "red", people: 0 }]);
    const reviewer = await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" });
    const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(changeTag(reviewer, { id, name: "Cold" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeTag(stranger, { id, name: "Cold" })).rejects.toMatchObject({ code: "not_found" });
    expect(await listTags(reviewer)).toHaveLength(1);
    expect(await listTags(stranger)).toEqual([]);
  });

  test("that is deleted comes back with its people, unless another took its name", async () => {
    const id = await aTag("Hot");
    await tag(people, { add: [id] });
    const { changed, changeId } = await deleteTag(rep, { id });
    expect([changed, await listTags(rep)]).toEqual([5, []]);
    const taken = await aTag("hot");
    await expect(undoTagChange(rep, { changeId: changeId ?? "" })).rejects.toMatchObject({ code: "conflict" });
    await changeTag(rep, { id: taken, name: "Another" });
    expect(await undoTagChange(rep, { changeId: changeId ?? "" })).toEqual({ restored: 5 });
    expect(await listPersonTags(rep, people[0] ?? "")).toEqual([{ id, name: "Hot", colour: "blue" }]);
  });

  test("that is merged gives its people the other, and undo tells the two apart again", async () => {
    const [hot, warm] = [await aTag("Hot"), await aTag("Warm")];
    await tag(people.slice(0, 3), { add: [hot] });
    await tag(people.slice(2), { add: [warm] });
    const { changeId } = await mergeTag(rep, { id: warm, intoId: hot });
    expect((await listTags(rep)).map(({ name, people: count }) => [name, count])).toEqual([["Hot", 5]]);
    await undoTagChange(rep, { changeId: changeId ?? "" });
    expect([await tagged(hot), await tagged(warm)]).toEqual([people.slice(0, 3), people.slice(2)]);
    await expect(mergeTag(rep, { id: hot, intoId: hot })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("of another workspace is not there to be read off a person", async () => {
    const stranger = await aViewer({ workspaceId: await aWorkspace() });
    await expect(listPersonTags(stranger, people[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
  });
});
