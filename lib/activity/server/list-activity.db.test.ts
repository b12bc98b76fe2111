import { beforeEach, expect, test } from "vitest";
import type { ActivityKind } from "@/lib/activity/schema";
import { listActivity } from "@/lib/activity/server/list-activity";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { revealPhone } from "@/lib/people/server/reveal-phone";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let rep: Viewer, colleague: Viewer, admin: Viewer, reviewer: Viewer, outsider: Viewer;
let personId: string, phoneId: string;

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  colleague = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  personId = newId("person");
  const known = { fullName: "Ada", search: "ada", employment: [], departments: [], observedAt: at(0) };
  await db.person.create({ data: { id: personId, workspaceId, apolloId: personId, ...known } });
  phoneId = newId("phone");
  const listed = { number: "+12125550177", dncStatus: "dnc", source: "delivery", observedAt: at(0) };
  await db.personPhone.create({ data: { id: phoneId, workspaceId, personId, ...listed } });
});

const kindsSeen = async (viewer: Viewer, kind?: ActivityKind) => {
  const { events } = await listActivity(viewer, { person: personId, ...(kind && { kind }) });
  return events.map((event) => event.kind);
};

test("all that was done stands in one line, the newest first, and each kind by itself", async () => {
  await doEverything();
  const expected = ["reveal", "task", "task", "note", "merge", "edit", "delivery", "lookup"];
  expect(await kindsSeen(admin)).toEqual(expected);
  expect(await kindsSeen(reviewer)).toEqual(expected);
  for (const kind of new Set(expected))
    expect(await kindsSeen(admin, kind as ActivityKind)).toEqual(expected.filter((one) => one === kind));
});

test("a rep sees their own lookups and what came of them, everybody's notes, and nobody's reveals", async () => {
  await doEverything();
  expect(await kindsSeen(colleague)).toEqual(["task", "task", "note", "merge", "edit"]);
  expect(await kindsSeen(rep)).toEqual(["task", "task", "note", "merge", "edit", "delivery", "lookup"]);
  expect(await kindsSeen(rep, "reveal")).toEqual([]);
  expect((await listActivity(rep, { person: personId })).kinds).not.toContain("reveal");
});

test("another workspace finds nobody", async () => {
  await expect(listActivity(outsider, { person: personId })).rejects.toMatchObject({ code: "not_found" });
});

test("no covered number is in it: not in a note, not in a task, not in an edit", async () => {
  await doEverything();
  for (const viewer of [rep, reviewer]) {
    const { events } = await listActivity(viewer, { person: personId });
    expect(JSON.stringify(events)).not.toMatch(/555.?0177|5550177/);
  }
  await revealPhone(admin, { phoneId, reason: "consent", note: "" }, "192.0.2.1");
  const { events } = await listActivity(admin, { person: personId, kind: "note" });
  expect(events).toMatchObject([{ excerpt: "Ring +1 212 555 0177 after noon" }]);
  expect(JSON.stringify(await listActivity(admin, { person: personId, kind: "edit" }))).not.toContain("5550177");
});

test("deleted notes and tasks are not told of", async () => {
  await doEverything();
  await db.note.updateMany({ data: { deletedAt: at(9) } });
  await db.task.updateMany({ data: { deletedAt: at(9) } });
  expect(await kindsSeen(rep)).toEqual(["merge", "edit", "delivery", "lookup"]);
});

test("every page begins where the last one ended, also among events of one instant", async () => {
  const { workspaceId, userId: authorId } = rep;
  const notes = Array.from({ length: 40 }, (_, nth) => ({
    id: newId("note"),
    body: String(nth),
    createdAt: at(nth % 3),
  }));
  await db.note.createMany({ data: notes.map((note) => ({ ...note, workspaceId, personId, authorId })) });
  const tasks = Array.from({ length: 30 }, (_, nth) => ({
    id: newId("task"),
    title: String(nth),
    createdAt: at(nth % 3),
  }));
  await db.task.createMany({ data: tasks.map((task) => ({ ...task, workspaceId, personId, createdById: authorId })) });
  const seen: { id: string; at: string }[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listActivity(rep, { person: personId, ...(cursor && { cursor }) });
    seen.push(...page.events);
    cursor = page.nextCursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(70);
  expect(seen).toHaveLength(70);
  expect(seen.map((event) => event.at)).toEqual(
    seen
      .map((event) => event.at)
      .toSorted()
      .toReversed(),
  );
});

/** The rep looks them up, which brings a delivery; then each other thing happens, a minute apart. */
async function doEverything(): Promise<void> {
  const { workspaceId, userId } = rep;
  const { attemptId, lookupId } = await anAttempt(rep);
  await db.lookup.update({ where: { id: lookupId }, data: { personId, createdAt: at(1) } });
  const bytes = { body: new Uint8Array([123]), bodySha256: new Uint8Array(sha256(Buffer.from("{"))) };
  const came = { state: "applied", kind: "phone", receivedAt: at(2), appliedAt: at(2) };
  await db.delivery.create({ data: { id: newId("delivery"), workspaceId, attemptId, ...bytes, ...came } });
  const own = { workspaceId, personId };
  const said = { profile: { title: "CTO" }, phones: [{ number: "+12125550177" }], observedAt: at(3), createdAt: at(3) };
  await db.personObservation.create({
    data: { ...own, ...said, id: newId("observation"), kind: "human", userId: colleague.userId },
  });
  await db.personMerge.create({
    data: {
      ...{ id: newId("personMerge"), workspaceId, survivorId: personId, absorbedId: newId("person") },
      ...{ absorbed: {}, moved: {}, choices: {}, mergedById: userId, mergedAt: at(4) },
    },
  });
  const body = "Ring **+1 212 555 0177** after\n\nnoon";
  await db.note.create({ data: { ...own, id: newId("note"), authorId: userId, body, createdAt: at(5) } });
  const done = { createdById: userId, createdAt: at(6), doneAt: at(7), doneById: userId };
  await db.task.create({
    data: { ...own, ...done, id: newId("task"), title: "Ring 212 555 0177", assigneeId: userId },
  });
  await db.phoneReveal.create({
    data: { id: newId("phoneReveal"), workspaceId, userId, phoneId, reason: "consent", revealedAt: at(8) },
  });
}
