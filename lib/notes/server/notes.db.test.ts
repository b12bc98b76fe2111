import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { NOTE_LENGTH_MAX } from "@/lib/notes/schema";
import { deleteNote } from "@/lib/notes/server/delete-note";
import { editNote } from "@/lib/notes/server/edit-note";
import { listNotes } from "@/lib/notes/server/list-notes";
import { removeDeleted } from "@/lib/notes/server/remove-deleted";
import { restoreNote } from "@/lib/notes/server/restore-note";
import { writeNote } from "@/lib/notes/server/write-note";
import { aListedPhone, aPerson } from "@/lib/notes/testing/a-person";
import { revealPhone } from "@/lib/people/server/reveal-phone";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let [rep, colleague, admin, reviewer, outsider]: Viewer[] = [];
let personId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  colleague = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  personId = await aPerson(rep);
});

const who = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw new Error("not made yet");
  return viewer;
};
const notesOf = (viewer: Viewer | undefined) => listNotes(who(viewer), { person: personId });
const bodiesOf = async (viewer: Viewer | undefined) => (await notesOf(viewer)).notes.map(({ body }) => body);

describe("writing", () => {
  test("admins and reps write, everybody of the workspace reads, the newest first", async () => {
    await writeNote(who(rep), { personId, body: "first" });
    await writeNote(who(admin), { personId, body: "second" });
    for (const viewer of [rep, colleague, admin, reviewer]) expect(await bodiesOf(viewer)).toEqual(["second", "first"]);
    await expect(writeNote(who(reviewer), { personId, body: "no" })).rejects.toMatchObject({ code: "forbidden" });
    expect((await notesOf(reviewer)).mayWrite).toBe(false);
  });

  test("another workspace neither reads nor writes", async () => {
    const { noteId } = await writeNote(who(rep), { personId, body: "ours" });
    await expect(notesOf(outsider)).rejects.toMatchObject({ code: "not_found" });
    for (const tried of [
      () => writeNote(who(outsider), { personId, body: "theirs" }),
      () => editNote(who(outsider), { noteId, body: "theirs", seen: null }),
      () => deleteNote(who(outsider), { noteId }),
      () => restoreNote(who(outsider), { noteId }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: "not_found" });
    expect(await bodiesOf(rep)).toEqual(["ours"]);
  });

  test("only its writer edits it, and not over another edit", async () => {
    const { noteId } = await writeNote(who(rep), { personId, body: "one" });
    for (const viewer of [colleague, admin, reviewer])
      await expect(editNote(who(viewer), { noteId, body: "x", seen: null })).rejects.toMatchObject({
        code: "forbidden",
      });
    await editNote(who(rep), { noteId, body: "two", seen: null });
    await expect(editNote(who(rep), { noteId, body: "late", seen: null })).rejects.toMatchObject({ code: "conflict" });
    const [note] = (await notesOf(rep)).notes;
    expect(note).toMatchObject({ body: "two", mayEdit: true });
    const both = await Promise.allSettled(
      ["a", "b"].map((body) => editNote(who(rep), { noteId, body, seen: note?.editedAt ?? null })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a page ends where the next one begins", async () => {
    const at = new Date();
    for (let nth = 0; nth < 45; nth += 1) await writeNote(who(rep), { personId, body: String(nth) });
    // Written at one instant, they are told apart by their ids.
    await db.note.updateMany({ where: { personId }, data: { createdAt: at } });
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listNotes(who(rep), { person: personId, ...(cursor && { cursor }) });
      seen.push(...page.notes.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  });

  test("the database itself refuses a note that is too long or empty", async () => {
    const { noteId } = await writeNote(who(rep), { personId, body: "ok" });
    for (const body of ["", "x".repeat(NOTE_LENGTH_MAX + 1)])
      await expect(db.note.update({ where: { id: noteId }, data: { body } })).rejects.toThrow();
  });
});

describe("deleting", () => {
  test("a rep deletes their own, an admin any, and whoever did brings it back", async () => {
    const { noteId } = await writeNote(who(rep), { personId, body: "mine" });
    await expect(deleteNote(who(colleague), { noteId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteNote(who(reviewer), { noteId })).rejects.toMatchObject({ code: "forbidden" });
    await deleteNote(who(rep), { noteId });
    expect(await bodiesOf(admin)).toEqual([]);
    await expect(restoreNote(who(admin), { noteId })).rejects.toMatchObject({ code: "forbidden" });
    await restoreNote(who(rep), { noteId });
    await deleteNote(who(admin), { noteId });
    await deleteNote(who(admin), { noteId });
    await restoreNote(who(admin), { noteId });
    expect(await bodiesOf(rep)).toEqual(["mine"]);
  });

  test("an admin's deletion of somebody else's note is audited once, without a word of it", async () => {
    const { noteId } = await writeNote(who(rep), { personId, body: "a secret word" });
    await deleteNote(who(rep), { noteId });
    await restoreNote(who(rep), { noteId });
    await deleteNote(who(admin), { noteId });
    await deleteNote(who(admin), { noteId });
    const events = await db.auditEvent.findMany({ where: { subject: noteId } });
    expect(events).toMatchObject([{ action: "note.deleted", actorId: admin?.userId }]);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain("secret");
  });

  test("what was deleted is gone for good after its day, and nothing else", async () => {
    const [old, kept, fresh] = await Promise.all(
      ["old", "kept", "fresh"].map((body) => writeNote(who(rep), { personId, body })),
    );
    for (const note of [old, fresh]) await deleteNote(who(rep), { noteId: note?.noteId ?? "" });
    const deletedAt = new Date(Date.now() - 25 * 3_600_000);
    await db.note.update({ where: { id: old?.noteId ?? "" }, data: { deletedAt } });
    expect(await removeDeleted(db, { workspaceId: who(rep).workspaceId, days: 1, max: 500 })).toBe(1);
    const left = await db.note.findMany({ where: { personId }, select: { id: true } });
    expect(left.map(({ id }) => id).toSorted()).toEqual([kept?.noteId, fresh?.noteId].toSorted());
  });
});

describe("a do-not-call number in a note", () => {
  test("is covered for whom it is closed to, and the note is not edited then", async () => {
    const phoneId = await aListedPhone(who(rep), personId, "+12125550177");
    const { noteId } = await writeNote(who(rep), { personId, body: "Ring (212) 555-0177 or +1 415 555 0100." });
    for (const viewer of [rep, admin, reviewer]) {
      const { notes } = await notesOf(viewer);
      expect(JSON.stringify(notes)).not.toMatch(/555-01|0177/);
      expect(notes[0]).toMatchObject({ body: "Ring (•••) •••-••77 or +1 415 555 0100.", mayEdit: false });
    }
    const edit = () => editNote(who(rep), { noteId, body: "Ring again", seen: null });
    await expect(edit()).rejects.toMatchObject({ code: "conflict" });
    await revealPhone(who(rep), { phoneId, reason: "consent", note: "" }, "192.0.2.1");
    expect((await notesOf(rep)).notes[0]).toMatchObject({
      body: "Ring (212) 555-0177 or +1 415 555 0100.",
      mayEdit: true,
    });
    expect(JSON.stringify(await notesOf(admin))).not.toMatch(/0177/);
    await edit();
    expect(await bodiesOf(rep)).toEqual(["Ring again"]);
  });
});
