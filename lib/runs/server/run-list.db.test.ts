import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { addArrivals, addRunArrivals } from "@/lib/lists/server/add-arrivals";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { countPeople } from "@/lib/people/server/count-people";
import { listPeople } from "@/lib/people/server/list-people";
import { aList, aPerson } from "@/lib/people/testing/people";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let rep: Viewer;
let admin: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
});

/** A row of a run that found somebody, or had them. */
async function answer(runId: string, number: number, state: "matched" | "ours" | "no_match") {
  const { workspaceId, userId } = rep;
  const personId = state === "no_match" ? null : await aPerson(rep, { fullName: `Person ${String(number)}` });
  const lookupId = newId("lookup");
  const asked = { id: lookupId, workspaceId, userId, personId, source: "run", input: {}, options: {}, label: "x" };
  await db.lookup.create({ data: { ...asked, outcome: personId ? "matched" : "no_match", settledAt: new Date() } });
  await db.runRow.updateMany({ where: { runId, number }, data: { state, lookupId, personId } });
  return { lookupId, personId: personId ?? "" };
}

const file = (rows: number) =>
  ["email", ...Array.from({ length: rows }, (_, n) => `p${String(n)}@x.example`)].join("\n");
const inList = async (listId: string) =>
  (await db.listPerson.findMany({ where: { listId } })).map((row) => row.personId);
const arrive = (lookupIds: string[]) =>
  inTransaction((tx) => addArrivals(tx, { workspaceId: rep.workspaceId, lookupIds }));

test("whom a run finds joins the list that it names, with the rep's own for arrivals, once", async () => {
  const { workspaceId, userId } = rep;
  const [listId, own] = [await aList(rep), await aList(rep)];
  const runId = await aDraft(rep, file(3));
  await db.run.update({ where: { id: runId }, data: { listId } });
  const one = await answer(runId, 1, "matched");
  const nobody = await answer(runId, 2, "no_match");
  await arrive([one.lookupId, nobody.lookupId]);
  expect(await inList(listId)).toEqual([one.personId]);
  await db.membership.updateMany({ where: { workspaceId, userId }, data: { arrivalsListId: own } });
  await arrive([one.lookupId]);
  expect([await inList(listId), await inList(own)]).toEqual([[one.personId], [one.personId]]);
});

test("what was ours joins too, all rows or those that are named", async () => {
  const listId = await aList(rep);
  const runId = await aDraft(rep, file(4));
  await db.run.update({ where: { id: runId }, data: { listId } });
  const found = [await answer(runId, 1, "ours"), await answer(runId, 2, "ours"), await answer(runId, 3, "no_match")];
  const { workspaceId } = rep;
  await inTransaction((tx) => addRunArrivals(tx, { workspaceId, runId, numbers: [2, 3, 4] }));
  expect(await inList(listId)).toEqual([found[1]?.personId]);
  await inTransaction((tx) => addRunArrivals(tx, { workspaceId, runId }));
  expect((await inList(listId)).toSorted()).toEqual([found[0]?.personId, found[1]?.personId].toSorted());
});

test("a list that the run's owner may not add to any more is passed over", async () => {
  const theirs = await aList(admin);
  const runId = await aDraft(rep, file(1));
  await db.run.update({ where: { id: runId }, data: { listId: theirs } });
  await arrive([(await answer(runId, 1, "matched")).lookupId]);
  expect(await inList(theirs)).toEqual([]);
});

test("People shows whom a run found or had: a rep of their own runs alone", async () => {
  const runId = await aDraft(rep, file(4));
  const found = [await answer(runId, 1, "matched"), await answer(runId, 2, "ours"), await answer(runId, 3, "no_match")];
  await aPerson(rep);
  const shown = async (viewer: Viewer) =>
    (await listPeople(viewer, { run: runId })).people.map(({ id }) => id).toSorted();
  expect(await shown(rep)).toEqual([found[0]?.personId, found[1]?.personId].toSorted());
  expect(await shown(admin)).toHaveLength(2);
  expect(await countPeople(rep, { run: runId })).toMatchObject({ total: 2 });
  expect(await shown(await aViewer({ workspaceId: rep.workspaceId }))).toEqual([]);
  expect(await shown(await aViewer({ workspaceId: await aWorkspace(), role: "admin" }))).toEqual([]);
});

test("History says to which run a lookup belongs, also of a row that was retried since", async () => {
  const { workspaceId } = rep;
  const runId = await aDraft(rep, file(1), "board.csv");
  const call = { workspaceId, runId, state: "refused", requested: 1, sender: "x" };
  await db.bulkCall.create({ data: { id: "blk_1", ...call } });
  const attempt = { id: "att_1", workspaceId, identity: "x", state: "rejected", request: {}, bulkCallId: "blk_1" };
  await db.attempt.create({ data: { ...attempt, position: 0, settledAt: new Date() } });
  const first = await answer(runId, 1, "no_match");
  await db.lookup.update({ where: { id: first.lookupId }, data: { attemptId: "att_1", outcome: "failed" } });
  await answer(runId, 1, "matched");
  const { lookups } = await listLookups(rep, { source: "run" });
  expect(lookups.map(({ outcome, run }) => [outcome, run])).toEqual([
    ["matched", { id: runId, name: "board.csv" }],
    ["failed", { id: runId, name: "board.csv" }],
  ]);
});
