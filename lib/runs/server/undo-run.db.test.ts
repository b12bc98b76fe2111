import { beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { editField } from "@/lib/people/server/edit-field";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { getRunUndo } from "@/lib/runs/server/get-run-undo";
import { undoRun } from "@/lib/runs/server/undo-run";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aProvidedPerson } from "@/lib/testing/provided";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let rep: Viewer;
let admin: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
});

/** One more answer about somebody, with its lookup. */
async function anAnswer(given: Parameters<typeof aProvidedPerson>[0], day: number, answeredFrom = "provider") {
  const { workspaceId } = rep;
  const { attemptId, lookupId } = await anAttempt(rep, { returnedApolloId: given.apolloId });
  return inTransaction(async (tx) => {
    const observedAt = new Date(Date.UTC(2026, 0, day));
    const person = aProvidedPerson(given);
    const personId = await mergeProvidedPerson(tx, { workspaceId, attemptId, person, observedAt });
    await tx.lookup.update({ where: { id: lookupId }, data: { personId, answeredFrom, creditsCharged: 2 } });
    return { lookupId, personId };
  });
}

const apolloIdOf = (n: number) => n.toString(16).padStart(24, "a");

/** A run that found so many people, each of whom was known as CTO before and is CEO by the run's word. */
async function anEndedRun(people: number, state = "done") {
  const runId = await aDraft(rep, ["email", ...Array.from({ length: people }, (_, n) => `p${n}@x.example`)].join("\n"));
  const personIds: string[] = [];
  for (let number = 1; number <= people; number += 1) {
    const apolloId = apolloIdOf(number);
    await anAnswer({ apolloId, title: "CTO", email: null }, 1);
    const { lookupId, personId } = await anAnswer({ apolloId, title: "CEO", email: null }, 2);
    await db.runRow.updateMany({ where: { runId, number }, data: { state: "matched", lookupId, personId } });
    personIds.push(personId);
  }
  await db.run.update({ where: { id: runId }, data: { state, endedAt: new Date() } });
  return { runId, personIds };
}

const titles = async () =>
  (await db.person.findMany({ where: { workspaceId: rep.workspaceId }, orderBy: { apolloId: "asc" } })).map(
    ({ title }) => title,
  );
const undoneAt = async (id: string) => (await db.run.findUniqueOrThrow({ where: { id } })).undoneAt;

test("takes back what the run's lookups brought, and nothing else; what a member wrote and what was paid stays", async () => {
  const { runId, personIds } = await anEndedRun(3);
  await editField(rep, { personId: personIds[0] ?? "", field: "title", value: "Chair" });
  const ledger = await db.ledgerEntry.count();
  expect(await getRunUndo(rep, runId)).toEqual({ lookups: 3, people: 3, creditsCharged: "6" });
  expect(await titles()).toEqual(["Chair", "CEO", "CEO"]);
  expect(await undoRun(rep, { runId })).toEqual({ lookups: 3, people: 3, left: 0 });
  expect(await titles()).toEqual(["Chair", "CTO", "CTO"]);
  expect(await undoneAt(runId)).not.toBeNull();
  expect(await db.ledgerEntry.count()).toBe(ledger);
  expect(await getRunUndo(rep, runId)).toEqual({ lookups: 0, people: 0, creditsCharged: "6" });
  expect(await undoRun(rep, { runId })).toEqual({ lookups: 0, people: 0, left: 0 });
  const events = await db.auditEvent.findMany({ where: { action: "run.undone", subject: runId } });
  expect(events).toMatchObject([{ actorId: rep.userId, detail: { lookups: 3, people: 3, left: 0 } }]);
});

test("leaves what was ours before and what came by somebody else's call", async () => {
  const runId = await aDraft(rep, "email\na@x.example\nb@x.example");
  for (const [at, answeredFrom] of ["store", "joined"].entries()) {
    const { lookupId, personId } = await anAnswer({ apolloId: apolloIdOf(at), title: "CEO" }, 1, answeredFrom);
    const found = { state: "ours", lookupId, personId };
    await db.runRow.updateMany({ where: { runId, number: at + 1 }, data: found });
  }
  await db.run.update({ where: { id: runId }, data: { state: "stopped" } });
  expect(await undoRun(rep, { runId })).toEqual({ lookups: 0, people: 0, left: 0 });
  expect(await titles()).toEqual(["CEO", "CEO"]);
});

test("goes on where a turn ended, however often it is called", async () => {
  const { runId } = await anEndedRun(25);
  const now = vi.spyOn(performance, "now");
  // The first turn's time is over after its first lot.
  now.mockReturnValueOnce(0).mockReturnValueOnce(0).mockReturnValue(1e9);
  const first = await undoRun(rep, { runId });
  now.mockRestore();
  expect(first).toEqual({ lookups: 20, people: 20, left: 5 });
  expect([(await titles()).filter((title) => title === "CTO").length, await undoneAt(runId)]).toEqual([20, null]);
  expect(await undoRun(rep, { runId })).toEqual({ lookups: 5, people: 5, left: 0 });
  expect([new Set(await titles()), await undoneAt(runId)]).toEqual([new Set(["CTO"]), expect.any(Date)]);
});

test("two who undo it at once take each word back once", async () => {
  const { runId } = await anEndedRun(6);
  const both = await Promise.all([undoRun(rep, { runId }), undoRun(admin, { runId })]);
  expect(both.reduce((sum, { people }) => sum + people, 0)).toBe(6);
  expect(new Set(await titles())).toEqual(new Set(["CTO"]));
});

test("only of a run that has ended, and by its owner or an admin", async () => {
  const { workspaceId } = rep;
  const { runId } = await anEndedRun(1, "paused");
  await expect(undoRun(rep, { runId })).rejects.toMatchObject({ code: "conflict" });
  await db.run.update({ where: { id: runId }, data: { state: "stopped" } });
  const others = [await aViewer({ workspaceId }), await aViewer({ workspaceId: await aWorkspace(), role: "admin" })];
  for (const other of others) {
    await expect(undoRun(other, { runId })).rejects.toMatchObject({ code: "not_found" });
    await expect(getRunUndo(other, runId)).rejects.toMatchObject({ code: "not_found" });
  }
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  await expect(undoRun(reviewer, { runId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(getRunUndo(reviewer, runId)).rejects.toMatchObject({ code: "forbidden" });
  expect([await titles(), await undoneAt(runId)]).toEqual([["CEO"], null]);
  expect(await undoRun(admin, { runId })).toMatchObject({ lookups: 1 });
});
