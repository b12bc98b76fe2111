import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { findHeld } from "@/lib/privacy/server/find-held";
import { getErasure } from "@/lib/privacy/server/list-erasures";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { RunWish } from "@/lib/runs/schema";
import { changeFormat } from "@/lib/runs/server/change-format";
import { dryRun } from "@/lib/runs/server/dry-run";
import { countOldRunRows, removeOldRunRows } from "@/lib/runs/server/remove-old-runs";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
});

const HERS = ["zenobia@acme.example", "+12025550177", "https://www.linkedin.com/in/zenobia-quill"];

async function zenobia(): Promise<string> {
  const { workspaceId } = admin;
  const [id = ""] = await manyPeople(workspaceId, 1, { fullName: "Zenobia Quill" });
  const [address = "", number = "", linkedinUrl = ""] = HERS;
  const own = { workspaceId, personId: id, source: "lookup", observedAt: new Date() };
  await db.personEmail.create({ data: { id: "eml_z", ...own, address, kind: "work" } });
  await db.personPhone.create({ data: { id: "phn_z", ...own, number } });
  await db.person.update({ where: { id }, data: { linkedinUrl, companyName: "Acme", companyDomain: "acme.example" } });
  await db.personIdentity.create({ data: { workspaceId, personId: id, kind: "email", value: address } });
  return id;
}

test("an erasure empties every row that names the person in whatever column, and drops the files' bytes", async () => {
  const personId = await zenobia();
  const file = [
    "email,first,last,company,note",
    "ZENOBIA@acme.example,,,,",
    "a@x.example,,,,call +1 (202) 555-0177",
    "b@x.example,,,,see linkedin.com/in/zenobia-quill",
    "c@x.example,Zenobia,Quill,Acme,",
    "d@x.example,Zenobia,Quill,Elsewhere,",
    "e@x.example,Ana,Silva,Acme,",
  ].join("\n");
  const runId = await aDraft(rep, file, "zenobia quill.csv");
  const other = await aDraft(await aViewer({ workspaceId: await aWorkspace() }), file);
  expect((await findHeld(admin, { personId })).people).toMatchObject([{ runRows: 4 }]);

  const { erasureId } = await requestErasure(admin, { personIds: [personId], confirmation: "ERASE" });
  await runErasures();
  expect(await getErasure(admin, erasureId)).toMatchObject({ state: "done", counts: { runRows: 4 } });
  const rows = await db.runRow.findMany({ where: { runId }, orderBy: { number: "asc" } });
  expect(rows.map(({ state }) => state)).toEqual(["invalid", "invalid", "invalid", "invalid", "ready", "ready"]);
  expect(rows[0]).toMatchObject({ cells: [], identity: null, identityKey: null, reason: "The person was erased." });
  expect(await db.run.findUnique({ where: { id: runId } })).toMatchObject({ name: "Erased.csv" });
  expect(await db.runChunk.count({ where: { runId } })).toBe(0);
  const format = { encoding: "utf-8", delimiter: ",", hasHeader: true } as const;
  await expect(changeFormat(rep, runId, format)).rejects.toMatchObject({ code: "conflict" });
  expect(await dryRun(rep, runId, RunWish.parse({}))).toMatchObject({ rows: 6, invalid: 4, toSend: 2 });
  expect(await db.runRow.count({ where: { runId: other, state: "ready" } })).toBe(6);
});

test("old drafts and ended runs go in batches; what is under way stays", async () => {
  const { workspaceId } = rep;
  const long = new Date(Date.now() - 100 * 86_400_000);
  const [draft, ended, running, fresh] = [
    await aDraft(rep, "email\na@x.example\nb@x.example\n"),
    await aDraft(rep, "email\na@x.example\n"),
    await aDraft(rep, "email\na@x.example\n"),
    await aDraft(rep, "email\na@x.example\n"),
  ];
  await db.run.updateMany({ where: { id: { in: [draft, ended, running] } }, data: { createdAt: long } });
  await db.run.update({ where: { id: ended }, data: { state: "done", endedAt: new Date() } });
  await db.run.update({ where: { id: running }, data: { state: "paused" } });
  const old = { workspaceId, days: 90, max: 1 };
  expect(await countOldRunRows(db, { ...old, max: 10 })).toBe(2);
  const removed = [];
  for (let batch = 1; batch > 0; removed.push(batch)) batch = await removeOldRunRows(db, old);
  expect(removed).toEqual([1, 1, 1, 0]);
  expect((await db.run.findMany({ where: { workspaceId } })).map(({ id }) => id).toSorted()).toEqual(
    [ended, running, fresh].toSorted(),
  );
});
