import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { manyPeople } from "@/lib/testing/people";
import { RunWish } from "@/lib/runs/schema";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { createRefreshRun } from "@/lib/runs/server/create-refresh-run";
import { dryRun } from "@/lib/runs/server/dry-run";
import { getRun } from "@/lib/runs/server/get-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let rep: Viewer;
let admin: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
});

/** People whom the provider knows, the later ones made later. */
async function known(count: number) {
  const ids = await manyPeople(rep.workspaceId, count);
  const people = ids.map((id, at) => ({ id, apolloId: anApolloId(), at: new Date(Date.UTC(2026, 0, 1, 0, 0, at)) }));
  await db.$executeRaw`
    UPDATE person p SET apollo_id = g."apolloId", created_at = g.at, company_name = 'Acme', primary_email = g.id || '@acme.example'
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS g (id text, "apolloId" text, at timestamptz) WHERE p.id = g.id`;
  return people;
}

const WISH = RunWish.parse({ isRefresh: true });
const ALL = { matching: "", except: [] };

test("a selection becomes a draft: each person a row, by the provider's id, to be judged by the dry run as a file's", async () => {
  const people = await known(3);
  const [first, second] = people;
  const { runId } = await createRefreshRun(rep, { selection: ALL, name: "Board" });
  const run = await getRun(rep, runId);
  expect(run).toMatchObject({
    ...{ kind: "refresh", name: "Board", state: "draft", rows: 3, missing: null, format: null, mayChangeFormat: false },
    ...{ header: ["Name", "Company", "Email", "Apollo ID"], wish: { isRefresh: true }, counts: { ready: 3 } },
  });
  expect(run.preview.map(({ cells, personId }) => [cells[3], personId])).toEqual(
    people.map(({ id, apolloId }) => [apolloId, id]),
  );
  const row = await db.runRow.findFirstOrThrow({ where: { runId, number: 1 } });
  expect(row.identity).toEqual({ apolloId: first?.apolloId });
  await db.personEmail.create({
    data: {
      ...{ id: "eml_s", workspaceId: rep.workspaceId, personId: second?.id ?? "", address: "stop@acme.example" },
      ...{ kind: "work", source: "lookup", observedAt: new Date() },
    },
  });
  await db.personIdentity.createMany({
    data: [
      { workspaceId: rep.workspaceId, personId: second?.id ?? "", kind: "apollo", value: second?.apolloId ?? "" },
      { workspaceId: rep.workspaceId, personId: second?.id ?? "", kind: "email", value: "stop@acme.example" },
    ],
  });
  const listed = { kind: "email", text: "stop@acme.example", reason: "do_not_contact", until: null } as const;
  await submitSuppressions(admin, listed);
  expect(await dryRun(rep, runId, WISH)).toMatchObject({ rows: 3, suppressed: 1, ours: 0, invalid: 0, toSend: 2 });
  expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(0);
  const events = await db.auditEvent.findMany({ where: { action: "run.drafted", subject: runId } });
  expect(events).toMatchObject([{ actorId: rep.userId, detail: { rows: 3 } }]);
});

test("of some, of all but some, and of thousands in sets; others' people are nobody", async () => {
  const people = await known(2305);
  const elsewhere = await manyPeople(await aWorkspace(), 1);
  const rowsOf = async (runId: string) => (await getRun(admin, runId)).rows;
  const [a, b, c] = people.map(({ id }) => id);
  const some = await createRefreshRun(rep, { selection: { ids: [a ?? "", b ?? "", ...elsewhere] }, name: "x" });
  expect(await rowsOf(some.runId)).toBe(2);
  const most = await createRefreshRun(rep, { selection: { matching: "", except: [c ?? ""] }, name: "x" });
  expect(await rowsOf(most.runId)).toBe(2304);
  const numbers = await db.$queryRaw<{ first: number; last: number; people: bigint }[]>`
    SELECT min(number) AS first, max(number) AS last, count(DISTINCT person_id) AS people FROM run_row
     WHERE run_id = ${most.runId}`;
  expect(numbers).toEqual([{ first: 1, last: 2304, people: 2304n }]);
  const nobody = createRefreshRun(rep, { selection: { ids: elsewhere }, name: "x" });
  await expect(nobody).rejects.toMatchObject({ code: "invalid_input" });
  expect(await db.run.count({ where: { workspaceId: rep.workspaceId } })).toBe(2);
});

test("has no columns to be taken otherwise, and is made by admins and reps alone", async () => {
  await known(1);
  const { runId } = await createRefreshRun(rep, { selection: ALL, name: "x" });
  const mapping = changeMapping(rep, runId, ["fullName", null, null, null]);
  await expect(mapping).rejects.toMatchObject({ code: "conflict" });
  const reviewer = await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" });
  const asked = createRefreshRun(reviewer, { selection: ALL, name: "x" });
  await expect(asked).rejects.toMatchObject({ code: "forbidden" });
});
