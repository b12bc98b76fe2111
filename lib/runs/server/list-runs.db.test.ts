import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { getRun } from "@/lib/runs/server/get-run";
import { getRunRows } from "@/lib/runs/server/get-run-rows";
import { listRuns } from "@/lib/runs/server/list-runs";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let rep: Viewer;

beforeEach(async () => {
  rep = await aViewer({ workspaceId: await aWorkspace() });
});

const FILE = "Name,Email\nAna,ana@acme.example\nBo\nCy,cy@acme.example,more\n";

async function charge(runId: string, number: number, creditsCharged: string) {
  const { workspaceId, userId } = rep;
  const lookup = await db.lookup.create({
    data: {
      ...{ id: newId("lookup"), workspaceId, userId, source: "run", input: {}, options: {} },
      ...{ label: "somebody", outcome: "matched", creditsCharged },
    },
  });
  const where = { runId_number: { runId, number } };
  await db.runRow.update({ where, data: { state: "matched", lookupId: lookup.id } });
}

test("each run of the list says how its rows stand and what they were charged, exactly", async () => {
  const [first, second] = [await aDraft(rep, FILE, "first.csv"), await aDraft(rep, FILE, "second.csv")];
  await charge(first, 1, "9");
  await charge(first, 3, "0.1234");
  const { runs } = await listRuns(rep, {});
  expect(runs.map(({ id, counts, charged }) => ({ id, counts, charged }))).toEqual([
    { id: second, counts: { ready: 3 }, charged: "0" },
    { id: first, counts: { matched: 2, ready: 1 }, charged: "9.1234" },
  ]);
});

test("rows are narrowed to those that look odd, in their order", async () => {
  const runId = await aDraft(rep, FILE);
  const { rows } = await getRunRows(rep, runId, { flawed: "yes" });
  expect(rows.map(({ number, flaw }) => [number, flaw !== null])).toEqual([
    [2, true],
    [3, true],
  ]);
  expect((await getRunRows(rep, runId, { flawed: "yes", after: 2 })).rows.map(({ number }) => number)).toEqual([3]);
});

test("columns count as remembered once somebody chose them, and while they are as chosen", async () => {
  const runId = await aDraft(rep, FILE);
  expect((await getRun(rep, runId)).isRemembered).toBe(false);
  await changeMapping(rep, runId, [null, "email"]);
  expect((await getRun(rep, runId)).isRemembered).toBe(true);
  const next = await aDraft(rep, FILE);
  expect(await getRun(rep, next)).toMatchObject({ isRemembered: true, mapping: [null, "email"] });
  await changeMapping(rep, runId, ["fullName", "email"]);
  expect((await getRun(rep, next)).isRemembered).toBe(false);
});
