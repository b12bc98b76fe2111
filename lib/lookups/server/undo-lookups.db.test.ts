import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { getLookupChanges } from "@/lib/lookups/server/get-lookup-changes";
import { takeLookupField } from "@/lib/lookups/server/take-lookup-field";
import { undoLookups } from "@/lib/lookups/server/undo-lookups";
import { editField } from "@/lib/people/server/edit-field";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { setPolicy } from "@/lib/people/server/set-policy";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aProvidedPerson } from "@/lib/testing/provided";

useTestDatabase();
let viewer: Viewer;
let workspaceId: string;

beforeAll(async () => {
  workspaceId = await aWorkspace();
  viewer = await aViewer({ workspaceId });
});

const LISTED = "+12025550142";
type Given = Partial<Parameters<typeof aProvidedPerson>[0]>;

/** Two lookups of one person, a day apart. */
async function twoLookups(first: Given, second: Given, by = viewer) {
  const attempts = [await anAttempt(by), await anAttempt(by)] as const;
  const { apolloId } = attempts[0];
  const answer = (attempt: TestAttempt, day: number, given: Given) =>
    inTransaction(async (tx) => {
      const at = new Date(Date.UTC(2026, 0, day));
      const { attemptId, lookupId } = attempt;
      const person = aProvidedPerson({ ...given, apolloId });
      const of = { workspaceId: by.workspaceId, attemptId, person, observedAt: at };
      const personId = await mergeProvidedPerson(tx, of);
      await tx.lookup.update({ where: { id: lookupId }, data: { personId } });
      return personId;
    });
  await answer(attempts[0], 1, first);
  const personId = await answer(attempts[1], 2, second);
  return { personId, apolloId, first: attempts[0], second: attempts[1] };
}

const read = (id: string) => db.person.findUniqueOrThrow({ where: { id }, include: { emails: true, phones: true } });
const changesOf = async (lookupId: string, by = viewer) =>
  (await getLookupChanges(by, lookupId)).changes.map(({ label, before, after, isTaken, keptBy }) => [
    label,
    before,
    after,
    isTaken,
    keptBy,
  ]);

test("a lookup's page tells what it changed, old beside new, and nothing that stayed", async () => {
  const { first, second } = await twoLookups({ title: "CTO" }, { title: "CEO", email: "ana@new.example" });
  expect(await changesOf(second.lookupId)).toEqual([
    ["Title", "CTO", "CEO", true, null],
    ["Email", null, "ana@new.example · verified", true, null],
  ]);
  expect(await getLookupChanges(viewer, first.lookupId)).toMatchObject({
    isFirst: true,
    canUndo: true,
    undoneAt: null,
  });
});

test("undone and redone by its rep, without any credit moving; what a member wrote since stays", async () => {
  const { personId, second } = await twoLookups({ title: "CTO" }, { title: "CEO", headline: "New" });
  await editField(viewer, { personId, field: "city", value: "Bergen" });
  const { effect } = await getLookupChanges(viewer, second.lookupId);
  expect(effect).toMatchObject([
    { label: "Title", before: "CEO", after: "CTO" },
    { label: "Headline", before: "New", after: null },
  ]);
  const ledger = await db.ledgerEntry.count({ where: { workspaceId } });
  await undoLookups(viewer, { lookupIds: [second.lookupId], isUndone: true });
  expect(await read(personId)).toMatchObject({ title: "CTO", headline: null, city: "Bergen" });
  expect(await undoLookups(viewer, { lookupIds: [second.lookupId], isUndone: true })).toEqual({ people: 0 });
  expect(await getLookupChanges(viewer, second.lookupId)).toMatchObject({ undoneBy: "A rep" });
  await undoLookups(viewer, { lookupIds: [second.lookupId], isUndone: false });
  expect(await read(personId)).toMatchObject({ title: "CEO", headline: "New", city: "Bergen" });
  expect(await db.ledgerEntry.count({ where: { workspaceId } })).toBe(ledger);
  const events = await db.auditEvent.findMany({ where: { subject: second.lookupId }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["lookup.undone", "lookup.redone"]);
});

test("several lookups are undone together", async () => {
  const { personId, first, second } = await twoLookups({ title: "CTO" }, { title: "CEO" });
  await undoLookups(viewer, { lookupIds: [first.lookupId, second.lookupId], isUndone: true });
  expect(await read(personId)).toMatchObject({ title: null, emails: [] });
});

test("a field that is left out falls back to what was known, and is taken again", async () => {
  const { personId, second } = await twoLookups({ title: "CTO" }, { title: "CEO", email: "ana@new.example" });
  const take = (key: string, isTaken: boolean) => takeLookupField(viewer, { lookupId: second.lookupId, key, isTaken });
  await take("title", false);
  await take("email:ana@new.example", false);
  expect(await read(personId)).toMatchObject({ title: "CTO", emails: [{ address: "ana@acme.example" }] });
  expect((await changesOf(second.lookupId))[0]).toEqual(["Title", "CTO", "CEO", false, null]);
  await take("title", true);
  expect((await read(personId)).title).toBe("CEO");
  await expect(take("headline", true)).rejects.toMatchObject({ code: "conflict" });
});

test("what the policy or a member kept out is told of, and the policy's may be taken all the same", async () => {
  const of = await aWorkspace();
  const admin = await aViewer({ workspaceId: of, role: "admin" });
  await setPolicy(admin, { field: "title", policy: "fill_empty" });
  const { personId, second } = await twoLookups({ title: "CTO" }, { title: "CEO" }, admin);
  expect(await changesOf(second.lookupId, admin)).toEqual([["Title", "CTO", "CEO", false, "policy"]]);
  await takeLookupField(admin, { lookupId: second.lookupId, key: "title", isTaken: true });
  expect((await read(personId)).title).toBe("CEO");
  await editField(admin, { personId, field: "city", value: "Bergen" });
  const third = await anAttempt(admin);
  const { apolloId } = await read(personId);
  await inTransaction((tx) =>
    mergeProvidedPerson(tx, {
      ...{ workspaceId: of, attemptId: third.attemptId, observedAt: new Date(Date.UTC(2026, 0, 3)) },
      person: aProvidedPerson({ apolloId, title: "CEO" }),
    }),
  );
  expect(await changesOf(third.lookupId, admin)).toEqual([
    ["Location", "Bergen, Norway", "Oslo, Norway", false, "human"],
  ]);
});

test("a do-not-call number stays covered in what a lookup changed, its key included, and can be left out all the same", async () => {
  const { personId, apolloId, second } = await twoLookups({}, {});
  const phone = { raw: null, type: "mobile", status: null, confidence: null, dncStatus: "dnc", observedAt: null };
  await inTransaction((tx) =>
    mergeDelivered(tx, {
      ...{ workspaceId, apolloId, attemptId: second.attemptId, deliveryId: "dlv_1", receivedAt: new Date() },
      ...{ nameAsked: null, emails: [], phones: [{ ...phone, number: LISTED }] },
    }),
  );
  const told = await getLookupChanges(viewer, second.lookupId);
  expect(JSON.stringify(told)).not.toMatch(/555.?01/);
  const [change] = told.changes;
  expect(change).toMatchObject({ label: "Phone", isTaken: true });
  await takeLookupField(viewer, { lookupId: second.lookupId, key: change?.key ?? "", isTaken: false });
  expect((await read(personId)).phones).toEqual([]);
});

test("another rep sees and undoes nothing, a reviewer sees only, another workspace's admin not even that", async () => {
  const { second } = await twoLookups({ title: "CTO" }, { title: "CEO" });
  const lookupId = second.lookupId;
  const undo = { lookupIds: [lookupId], isUndone: true };
  const other = await aViewer({ workspaceId });
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  for (const who of [other, stranger]) {
    await expect(getLookupChanges(who, lookupId)).rejects.toMatchObject({ code: "not_found" });
    await expect(undoLookups(who, undo)).rejects.toMatchObject({ code: "not_found" });
    await expect(takeLookupField(who, { lookupId, key: "title", isTaken: false })).rejects.toMatchObject({
      code: "not_found",
    });
  }
  await expect(undoLookups(reviewer, undo)).rejects.toMatchObject({ code: "forbidden" });
  expect((await getLookupChanges(reviewer, lookupId)).mayChange).toBe(false);
});
