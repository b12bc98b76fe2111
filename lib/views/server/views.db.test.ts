import { expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { VIEWS_MAX, type SaveViewInput } from "@/lib/views/schema";
import { changeView } from "@/lib/views/server/change-view";
import { deleteView, restoreView } from "@/lib/views/server/delete-view";
import { listViews } from "@/lib/views/server/list-views";
import { moveView } from "@/lib/views/server/move-view";
import { saveView } from "@/lib/views/server/save-view";
import { removeViewsNaming } from "@/lib/views/server/saved-view-store";

useTestDatabase();

test("a private view is its owner's alone: no colleague and no admin sees or changes it", async () => {
  const { rep, colleague, admin } = await aTeam();
  const { id } = await save(rep, { name: "Mine" });
  expect(await names(rep)).toEqual(["Mine"]);
  for (const other of [colleague, admin]) {
    expect(await names(other)).toEqual([]);
    await expect(changeView(other, { id, name: "Taken" })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteView(other, { id })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a shared view is everybody's to see, and its owner's or an admin's to change", async () => {
  const { rep, colleague, reviewer, admin } = await aTeam();
  const { id } = await save(rep, { name: "Berlin", isShared: true });
  for (const member of [rep, colleague, reviewer, admin]) expect(await names(member)).toEqual(["Berlin"]);
  expect(await mayChange(colleague)).toBe(false);
  expect(await mayChange(reviewer)).toBe(false);
  expect(await mayChange(admin)).toBe(true);
  await expect(changeView(colleague, { id, name: "Taken" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeView(reviewer, { id, name: "Taken" })).rejects.toMatchObject({ code: "forbidden" });
  await changeView(admin, { id, name: "Hamburg", query: "country=Germany" });
  expect((await listViews(rep, PEOPLE)).views).toMatchObject([{ name: "Hamburg", query: "country=Germany" }]);
  await changeView(admin, { id, isShared: false });
  expect(await names(rep)).toEqual(["Hamburg"]);
  expect(await names(admin)).toEqual([]);
  expect(await audited(rep)).toEqual(["view.shared", "view.unshared"]);
});

test("a reviewer keeps no view, and another workspace finds none", async () => {
  const { rep, reviewer } = await aTeam();
  await expect(save(reviewer, {})).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await save(rep, { isShared: true });
  const stranger = (await aTeam()).admin;
  expect(await names(stranger)).toEqual([]);
  await expect(changeView(stranger, { id, name: "Taken" })).rejects.toMatchObject({ code: "not_found" });
  await expect(moveView(stranger, { id, to: "left" })).rejects.toMatchObject({ code: "not_found" });
  await expect(restoreView(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("a deleted view comes back as it was, once, and is gone for good after a day", async () => {
  const { rep, admin } = await aTeam();
  const { id } = await save(rep, { name: "Berlin", query: "q=berlin", isShared: true });
  await deleteView(admin, { id });
  expect(await names(rep)).toEqual([]);
  await expect(deleteView(admin, { id })).rejects.toMatchObject({ code: "not_found" });
  await restoreView(admin, { id });
  expect((await listViews(rep, PEOPLE)).views).toMatchObject([{ id, query: "q=berlin", isOwn: true }]);
  await expect(restoreView(admin, { id })).rejects.toMatchObject({ code: "not_found" });
  await db.savedView.update({ where: { id }, data: { deletedAt: new Date(Date.now() - 25 * 3_600_000) } });
  await deleteView(rep, await save(rep, {}));
  expect(await db.savedView.findUnique({ where: { id } })).toBeNull();
});

test("views are moved among those of their kind, and two moves at once lose none", async () => {
  const { rep } = await aTeam();
  const [a, , c] = [await save(rep, { name: "A" }), await save(rep, { name: "B" }), await save(rep, { name: "C" })];
  await save(rep, { name: "Shared", isShared: true });
  await moveView(rep, { ...c, to: "left" });
  expect(await names(rep)).toEqual(["Shared", "A", "C", "B"]);
  await moveView(rep, { ...a, to: "left" });
  expect(await names(rep)).toEqual(["Shared", "A", "C", "B"]);
  await Promise.all([moveView(rep, { ...a, to: "right" }), moveView(rep, { ...c, to: "right" })]);
  expect((await names(rep)).toSorted()).toEqual(["A", "B", "C", "Shared"]);
  const positions = await db.savedView.findMany({ where: { ownerId: rep.userId, isShared: false } });
  expect(positions.map(({ position }) => position).toSorted()).toEqual([1, 2, 3]);
});

test("nobody keeps more views of a screen than can be looked through", async () => {
  const { rep } = await aTeam();
  for (let count = 0; count < VIEWS_MAX; count += 1) await save(rep, {});
  await expect(save(rep, {})).rejects.toMatchObject({ code: "invalid_input" });
});

test("an erasure takes the views that speak of somebody, kept or deleted, and no others", async () => {
  const { rep } = await aTeam();
  const stranger = (await aTeam()).rep;
  const search = (q: string) => new URLSearchParams({ q }).toString();
  await save(rep, { name: "By name", query: search("Quill, Zenobia") });
  await deleteView(rep, await save(rep, { name: "By address", query: search("zenobia.quill@acme.example") }));
  await save(rep, { name: "Zenobia Quill", query: "" });
  await save(rep, { name: "Other Quills", query: search("quill") });
  await save(stranger, { name: "Theirs", query: search("zenobia quill") });
  await inTransaction((tx) => removeViewsNaming(tx, rep.workspaceId, ["zenobia quill", "zenobia.quill@acme.example"]));
  const left = await db.savedView.findMany({ where: { workspaceId: rep.workspaceId } });
  expect(left.map(({ name }) => name)).toEqual(["Other Quills"]);
  expect(await names(stranger)).toEqual(["Theirs"]);
});

const PEOPLE = { screen: "people" } as const;

async function aTeam(): Promise<Record<Role | "colleague", Viewer>> {
  const workspaceId = await aWorkspace();
  const member = (role: Role) => aViewer({ workspaceId, role });
  return {
    rep: await member("rep"),
    colleague: await member("rep"),
    reviewer: await member("reviewer"),
    admin: await member("admin"),
  };
}

function save(viewer: Viewer, given: Partial<SaveViewInput>) {
  return saveView(viewer, { ...PEOPLE, name: "A view", query: "", isShared: false, ...given });
}

async function names(viewer: Viewer): Promise<string[]> {
  return (await listViews(viewer, PEOPLE)).views.map(({ name }) => name);
}

async function mayChange(viewer: Viewer): Promise<boolean | undefined> {
  return (await listViews(viewer, PEOPLE)).views[0]?.mayChange;
}

async function audited({ workspaceId }: Viewer): Promise<string[]> {
  const events = await db.auditEvent.findMany({ where: { workspaceId, action: { startsWith: "view." } } });
  return events.map(({ action }) => action).toSorted();
}
