import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { editField } from "@/lib/people/server/edit-field";
import { getRecord } from "@/lib/people/server/get-record";
import { listDuplicates } from "@/lib/people/server/list-duplicates";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";
import { mergePeople } from "@/lib/people/server/merge-people";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { previewMerge } from "@/lib/people/server/preview-merge";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";
import { sayDistinct } from "@/lib/people/server/say-distinct";
import { undoMerge } from "@/lib/people/server/undo-merge";
import { anApolloId, anAttempt } from "@/lib/testing/attempts";
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

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const PHONE = { raw: null, type: "mobile", status: null, confidence: null, dncStatus: null, observedAt: null };
const answer = (given: Parameters<typeof aProvidedPerson>[0], at: number, attemptId = newId("attempt")) =>
  inTransaction((tx) =>
    mergeProvidedPerson(tx, { workspaceId, attemptId, person: aProvidedPerson(given), observedAt: day(at) }),
  );
const deliver = (apolloId: string, number: string) =>
  inTransaction((tx) =>
    mergeDelivered(tx, {
      ...{ workspaceId, apolloId, attemptId: newId("attempt"), deliveryId: newId("delivery"), receivedAt: day(9) },
      ...{ nameAsked: null, emails: [], phones: [{ ...PHONE, number }] },
    }),
  );

/** Everything that refers to a person, but for when it was last written. */
async function allOf(id: string) {
  const row = await db.person.findUnique({
    where: { id },
    include: {
      ...{ emails: { orderBy: { id: "asc" } }, phones: { orderBy: { id: "asc" } }, identities: true, notes: true },
      ...{ tasks: true, tags: true, lists: true, lookups: { select: { id: true } }, runRows: true },
      observations: { orderBy: { id: "asc" } },
    },
  });
  if (!row) return null;
  const { updatedAt: _, identities, ...all } = row;
  return { ...all, identities: identities.map(({ kind, value }) => `${kind} ${value}`).sort() };
}

async function twoRecords(name: string) {
  const attempt = await anAttempt(viewer);
  const [a, b] = [anApolloId(), attempt.apolloId];
  const [email, other] = [`${name}@acme.example`, `${name}@home.example`];
  const survivorId = await answer({ apolloId: a, email, title: "CTO", city: "Oslo" }, 1);
  const absorbedId = await answer(
    { apolloId: b, email, personalEmails: [other], title: "CEO", headline: "Of robots" },
    3,
    attempt.attemptId,
  );
  await deliver(b, "+12025550101");
  await db.lookup.update({ where: { id: attempt.lookupId }, data: { personId: absorbedId } });
  await inTransaction((tx) => refreshPhoneStates(tx, workspaceId, [absorbedId]));
  await db.note.create({ data: { id: newId("note"), workspaceId, personId: absorbedId, body: "Hello" } });
  await db.task.create({ data: { id: newId("task"), workspaceId, personId: absorbedId, title: "Call" } });
  const tag = { id: newId("tag"), workspaceId, name, key: name };
  await db.tag.create({ data: { ...tag, people: { create: { workspaceId, personId: absorbedId } } } });
  const list = { id: newId("list"), workspaceId, name };
  await db.list.create({ data: { ...list, people: { create: { workspaceId, personId: absorbedId } } } });
  const run = { id: newId("run"), workspaceId, userId: viewer.userId, name, state: "done" };
  const row = { number: 1, line: 2, workspaceId, cells: [], state: "matched", lookupId: attempt.lookupId };
  await db.run.create({ data: { ...run, runRows: { create: { ...row, personId: absorbedId } } } });
  return { survivorId, absorbedId, b, lookupId: attempt.lookupId };
}

test("two that share an address are offered, and not again once somebody says that they are two people", async () => {
  const { survivorId, absorbedId } = await twoRecords("offered");
  const { duplicates } = await getRecord(viewer, survivorId);
  expect(duplicates).toMatchObject([{ id: absorbedId, shared: "the address offered@acme.example" }]);
  const isListed = async () =>
    (await listDuplicates(viewer, {})).pairs.some(({ a, b }) => [a.id, b.id].includes(absorbedId));
  expect(await isListed()).toBe(true);
  await sayDistinct(viewer, { personId: absorbedId, otherId: survivorId });
  expect((await getRecord(viewer, survivorId)).duplicates).toEqual([]);
  expect(await isListed()).toBe(false);
});

test("merged, all is the survivor's; undone, both are exactly what they were", async () => {
  const { survivorId, absorbedId } = await twoRecords("merged");
  const before = [await allOf(survivorId), await allOf(absorbedId)];
  const preview = await previewMerge(viewer, { survivorId, absorbedId });
  expect(preview.fields.map(({ field }) => field)).toContain("title");
  expect(preview).toMatchObject({
    picks: { title: "absorbed" },
    moves: { lookups: 1, notes: 1, tasks: 1, tags: 1, lists: 1 },
  });
  const { mergeId } = await mergePeople(viewer, { survivorId, absorbedId, picks: { title: "survivor" } });
  expect(await allOf(absorbedId)).toBeNull();
  const merged = await allOf(survivorId);
  expect(merged).toMatchObject({ title: "CTO", headline: "Of robots", primaryPhone: "+12025550101" });
  expect(merged?.emails.map(({ address }) => address).sort()).toEqual(["merged@acme.example", "merged@home.example"]);
  expect(
    [merged?.notes, merged?.tasks, merged?.tags, merged?.lists, merged?.lookups, merged?.runRows].map(
      (of) => of?.length,
    ),
  ).toEqual([1, 1, 1, 1, 1, 1]);
  await undoMerge(viewer, { mergeId });
  expect([await allOf(survivorId), await allOf(absorbedId)]).toEqual(before);
  await expect(undoMerge(viewer, { mergeId })).rejects.toMatchObject({ code: "conflict" });
});

test("what comes later for the absorbed provider's id is the survivor's, and goes back with an undo; edits stay", async () => {
  const { survivorId, absorbedId, b } = await twoRecords("later");
  const { mergeId } = await mergePeople(viewer, { survivorId, absorbedId, picks: {} });
  expect(await answer({ apolloId: b, title: "Chair", email: "later@new.example" }, 20)).toBe(survivorId);
  expect(await deliver(b, "+12025550155")).toBe(survivorId);
  await editField(viewer, { personId: survivorId, field: "headline", value: "By hand" });
  await undoMerge(viewer, { mergeId });
  expect(await allOf(survivorId)).toMatchObject({ title: "CTO", headline: "By hand", phones: [] });
  const parted = await allOf(absorbedId);
  expect(parted).toMatchObject({ title: "Chair", headline: "Of robots" });
  expect(parted?.phones.map(({ number }) => number).sort()).toEqual(["+12025550101", "+12025550155"]);
});

test("a merge and a delivery for the absorbed one at the same moment lose nothing and make nobody twice", async () => {
  for (let round = 0; round < 4; round += 1) {
    const { survivorId, absorbedId, b } = await twoRecords(`race${String(round)}`);
    const [, personId] = await Promise.all([
      mergePeople(viewer, { survivorId, absorbedId, picks: {} }),
      deliver(b, "+12025550177"),
    ]);
    expect([survivorId, absorbedId]).toContain(personId);
    expect((await allOf(survivorId))?.phones.map(({ number }) => number)).toContain("+12025550177");
    expect(await db.person.count({ where: { workspaceId, apolloId: b } })).toBe(0);
  }
});

test("reviewers merge nothing, and nobody another workspace's people", async () => {
  const { survivorId, absorbedId } = await twoRecords("refused");
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const pair = { survivorId, absorbedId, picks: {} };
  await expect(mergePeople(reviewer, pair)).rejects.toMatchObject({ code: "forbidden" });
  await expect(mergePeople(stranger, pair)).rejects.toMatchObject({ code: "not_found" });
  await expect(previewMerge(stranger, pair)).rejects.toMatchObject({ code: "not_found" });
  await expect(sayDistinct(stranger, { personId: survivorId, otherId: absorbedId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await listDuplicates(stranger, {})).pairs).toEqual([]);
});
