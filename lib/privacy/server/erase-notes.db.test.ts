import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addTask } from "@/lib/notes/server/add-task";
import { countOverdue } from "@/lib/notes/server/count-overdue";
import { deleteNote } from "@/lib/notes/server/delete-note";
import { listMyTasks } from "@/lib/notes/server/list-my-tasks";
import { writeNote } from "@/lib/notes/server/write-note";
import { aPerson } from "@/lib/notes/testing/a-person";
import { findHeld } from "@/lib/privacy/server/find-held";
import { getErasure } from "@/lib/privacy/server/list-erasures";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

test("notes and tasks go with an erasure, deleted and done ones too, and the receipt counts them", async () => {
  const workspaceId = await aWorkspace();
  const rep = await aViewer({ workspaceId });
  const admin = await aViewer({ workspaceId, role: "admin" });
  const [personId, otherId] = [await aPerson(rep, "Zenobia Quill"), await aPerson(rep, "Ada Lovelace")];
  const toDo = { dueOn: "2001-01-01", assigneeId: rep.userId };
  for (const id of [personId, otherId]) {
    await writeNote(rep, { personId: id, body: "Writes from home" });
    const { noteId } = await writeNote(rep, { personId: id, body: "Is on holiday" });
    await deleteNote(rep, { noteId });
    await addTask(rep, { personId: id, title: "Call", ...toDo });
  }
  expect((await findHeld(admin, { personId })).people).toMatchObject([{ notes: 2, tasks: 1 }]);
  const { erasureId } = await requestErasure(admin, { personIds: [personId], confirmation: "ERASE" });
  for (let rounds = 0; rounds < 20; rounds += 1) {
    await runErasures();
    if ((await getErasure(admin, erasureId)).state === "done") break;
  }
  expect((await getErasure(admin, erasureId)).counts).toMatchObject({ people: 1, notes: 2, tasks: 1 });
  expect(await db.note.findMany({ select: { personId: true } })).toEqual([
    { personId: otherId },
    { personId: otherId },
  ]);
  expect((await listMyTasks(rep)).open.map(({ person }) => person.id)).toEqual([otherId]);
  expect(new Set(Object.values((await countOverdue(rep)).overdue))).toEqual(new Set([1]));
});
