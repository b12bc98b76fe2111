import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { daysOnEarth, dayAfter, utcDay } from "@/lib/notes/due-day";
import { addTask } from "@/lib/notes/server/add-task";
import { changeTask } from "@/lib/notes/server/change-task";
import { countOverdue } from "@/lib/notes/server/count-overdue";
import { deleteTask } from "@/lib/notes/server/delete-task";
import { listAssignees } from "@/lib/notes/server/list-assignees";
import { listMyTasks } from "@/lib/notes/server/list-my-tasks";
import { listPersonTasks } from "@/lib/notes/server/list-person-tasks";
import { restoreTask } from "@/lib/notes/server/restore-task";
import { setTaskDone } from "@/lib/notes/server/set-task-done";
import { aListedPhone, aPerson } from "@/lib/notes/testing/a-person";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let rep: Viewer, colleague: Viewer, third: Viewer, admin: Viewer, reviewer: Viewer, outsider: Viewer;
let personId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  colleague = await aViewer({ workspaceId });
  third = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  personId = await aPerson(rep);
});

const today = utcDay(new Date());
const add = (by: Viewer, title: string, terms: { dueOn?: string | null; assigneeId?: string } = {}) =>
  addTask(by, { personId, title, dueOn: null, assigneeId: by.userId, ...terms });
const titlesOf = async (viewer: Viewer) => (await listMyTasks(viewer)).open.map(({ title }) => title);

test("a task is on the person's page for everybody and among the assignee's own, the earliest day first", async () => {
  await add(rep, "no day", { assigneeId: colleague.userId });
  await add(rep, "later", { assigneeId: colleague.userId, dueOn: "2099-01-02" });
  await add(rep, "sooner", { assigneeId: colleague.userId, dueOn: "2099-01-01" });
  expect(await titlesOf(colleague)).toEqual(["sooner", "later", "no day"]);
  expect(await titlesOf(rep)).toEqual([]);
  const { open, mayWrite } = await listPersonTasks(reviewer, personId);
  expect(mayWrite).toBe(false);
  expect(open.map(({ title, mayChange }) => [title, mayChange])).toEqual([
    ["sooner", false],
    ["later", false],
    ["no day", false],
  ]);
  expect(open[0]).toMatchObject({ dueOn: "2099-01-01", person: { id: personId, name: "Ada Lovelace" } });
});

test("another workspace neither reads nor changes", async () => {
  const { taskId } = await add(rep, "ours");
  await expect(listPersonTasks(outsider, personId)).rejects.toMatchObject({ code: "not_found" });
  const terms = { taskId, title: "theirs", dueOn: null, assigneeId: outsider.userId };
  for (const tried of [
    () => add(outsider, "theirs"),
    () => changeTask(outsider, terms),
    () => setTaskDone(outsider, { taskId, isDone: true }),
    () => deleteTask(outsider, { taskId }),
    () => restoreTask(outsider, { taskId }),
  ])
    await expect(tried()).rejects.toMatchObject({ code: "not_found" });
  expect(await titlesOf(rep)).toEqual(["ours"]);
});

test("whoever made it, whoever does it and admins change it; no other rep and no reviewer", async () => {
  const { taskId } = await add(rep, "call", { assigneeId: colleague.userId });
  const change = (viewer: Viewer, title: string) =>
    changeTask(viewer, { taskId, title, dueOn: "2099-05-05", assigneeId: colleague.userId });
  for (const viewer of [third, reviewer]) {
    await expect(change(viewer, "no")).rejects.toMatchObject({ code: "forbidden" });
    await expect(setTaskDone(viewer, { taskId, isDone: true })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteTask(viewer, { taskId })).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const viewer of [rep, colleague, admin]) await change(viewer, `by ${viewer.role}`);
  expect((await listMyTasks(colleague)).open).toMatchObject([{ title: "by admin", dueOn: "2099-05-05" }]);
  await expect(add(reviewer, "no")).rejects.toMatchObject({ code: "forbidden" });
});

test("a task is given to an admin or a rep who is here; whoever has left may keep theirs", async () => {
  await db.user.update({ where: { id: third.userId }, data: { disabledAt: new Date() } });
  const names = (await listAssignees(reviewer)).map(({ id }) => id);
  expect(names.toSorted()).toEqual([rep, colleague, admin].map(({ userId }) => userId).toSorted());
  for (const { userId } of [third, reviewer, outsider])
    await expect(add(rep, "call", { assigneeId: userId })).rejects.toMatchObject({ code: "invalid_input" });
  const { taskId } = await add(rep, "call", { assigneeId: colleague.userId });
  await db.user.update({ where: { id: colleague.userId }, data: { disabledAt: new Date() } });
  await changeTask(rep, { taskId, title: "call soon", dueOn: null, assigneeId: colleague.userId });
  expect((await listPersonTasks(rep, personId)).open[0]).toMatchObject({ title: "call soon" });
});

test("ticked off twice at once it was done once, by whoever came first", async () => {
  const { taskId } = await add(rep, "call", { assigneeId: colleague.userId });
  await Promise.all([rep, colleague].map((viewer) => setTaskDone(viewer, { taskId, isDone: true })));
  const first = await db.task.findUniqueOrThrow({ where: { id: taskId } });
  await setTaskDone(admin, { taskId, isDone: true });
  expect(await db.task.findUniqueOrThrow({ where: { id: taskId } })).toEqual(first);
  expect((await listMyTasks(colleague)).done).toHaveLength(1);
  await setTaskDone(colleague, { taskId, isDone: false });
  expect(await db.task.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({ doneAt: null, doneById: null });
});

test("what was deleted is in no list and comes back to whoever deleted it", async () => {
  const { taskId } = await add(rep, "call", { dueOn: "2001-01-01" });
  await deleteTask(rep, { taskId });
  expect(await titlesOf(rep)).toEqual([]);
  expect((await listPersonTasks(rep, personId)).open).toEqual([]);
  expect(Object.values((await countOverdue(rep)).overdue)).toEqual([0, 0, 0]);
  await expect(setTaskDone(rep, { taskId, isDone: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(restoreTask(admin, { taskId })).rejects.toMatchObject({ code: "forbidden" });
  await restoreTask(rep, { taskId });
  expect(await titlesOf(rep)).toEqual(["call"]);
});

test("what is overdue is counted for each day that it is somewhere on Earth", async () => {
  for (const days of [-2, -1, 0, 1]) await add(rep, String(days), { dueOn: dayAfter(today, days) });
  await add(rep, "no day");
  await add(rep, "colleague's", { dueOn: "2001-01-01", assigneeId: colleague.userId });
  const { taskId } = await add(rep, "done", { dueOn: "2001-01-01" });
  await setTaskDone(rep, { taskId, isDone: true });
  const [yesterday, now, tomorrow] = daysOnEarth(new Date());
  expect(await countOverdue(rep)).toEqual({ overdue: { [yesterday]: 1, [now]: 2, [tomorrow]: 3 } });
});

test("the count is served by its index", async () => {
  const plan = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw<{ "QUERY PLAN": string }[]>`
      EXPLAIN SELECT count(*) FROM task t WHERE t.workspace_id = 'w' AND t.assignee_id = 'u' AND t.done_at IS NULL
         AND t.deleted_at IS NULL AND t.due_on < '2026-01-01'`;
  });
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("task_open");
});

test("a do-not-call number in a title is covered, and the words are kept as they are", async () => {
  await aListedPhone(rep, personId, "+12125550177");
  const { taskId } = await add(rep, "Ring 212 555 0177");
  const [task] = (await listMyTasks(rep)).open;
  expect(task).toMatchObject({ title: "Ring ••• ••• ••77", mayChange: true, mayReword: false });
  await changeTask(rep, { taskId, title: task?.title ?? "", dueOn: "2099-01-01", assigneeId: rep.userId });
  expect(await db.task.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({ title: "Ring 212 555 0177" });
});
