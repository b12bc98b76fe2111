import { parse } from "csv-parse/sync";
import { beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aList } from "@/lib/people/testing/people";
import { StartRunInput } from "@/lib/runs/schema";
import { createRefreshRun } from "@/lib/runs/server/create-refresh-run";
import { driveRuns } from "@/lib/runs/server/drive-runs";
import { exportRun } from "@/lib/runs/server/export-run";
import { getRun } from "@/lib/runs/server/get-run";
import { startRun } from "@/lib/runs/server/start-run";
import { undoRun } from "@/lib/runs/server/undo-run";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { aDraft } from "@/lib/testing/runs";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

let rep: Viewer;
let title: string;

const wirePerson = (n: number) => ({
  ...{ id: `64920f0a1b2c3d4e5f60${n.toString(16).padStart(4, "0")}`, email: `ana${String(n)}@acme.example` },
  ...{ first_name: "Ana", last_name: `Silva ${String(n)}`, name: `Ana Silva ${String(n)}`, title },
  employment_history: [],
});
const KNOWN = Array.from({ length: 30 }, (_, at) => at + 1);

type Asked = { email?: string; id?: string };
const find = ({ email, id }: Asked) =>
  KNOWN.map(wirePerson).find((one) => (id ? one.id === id : one.email === email)) ?? null;

beforeEach(async () => {
  // Runs of other tests are not driven.
  await db.run.updateMany({ where: { state: "running" }, data: { state: "paused" } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  title = "Engineer";
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  stub().answerWith((call, response) => {
    const details = call.body["details"] as Asked[] | undefined;
    if (!details) return answerJson(200, { person: find(call.body), request_id: 5 })(call, response);
    const matches = details.map(find);
    const billed = matches.filter((match) => match !== null).length;
    const sums = { total_requested_enrichments: matches.length, unique_enriched_records: billed };
    return answerJson(200, { status: "success", ...sums, credits_consumed: billed, matches, request_id: 77 })(
      call,
      response,
    );
  });
});

async function carryOut(runId: string, given: Partial<StartRunInput> = {}): Promise<void> {
  const limits = { rowLimit: null, creditCeiling: null, failuresMax: 20, listId: null };
  await startRun(rep, StartRunInput.parse({ runId, wish: {}, ...limits, ...given }));
  await driveRuns();
}

const inList = (listId: string) => db.listPerson.count({ where: { listId } });
const titles = async () => {
  const people = await db.person.findMany({ where: { workspaceId: rep.workspaceId } });
  return new Set(people.map((person) => person.title));
};

test("a file that is run comes back with what came of each row, its people in the list, and can be taken back", async () => {
  const listId = await aList(rep);
  await requestLookup(rep, RequestLookupInput.parse({ email: "ana3@acme.example" }));
  const lines = KNOWN.slice(0, 12).map((n) => `ana${String(n)}@acme.example,note ${String(n)}`);
  const runId = await aDraft(rep, ["email,note", ...lines, "nobody@acme.example,", "no address,x"].join("\n"));
  await carryOut(runId, { listId });
  expect(await getRun(rep, runId)).toMatchObject({
    ...{ state: "done", counts: { matched: 11, ours: 1, no_match: 1, invalid: 1 } },
  });
  expect(await inList(listId)).toBe(12);
  let text = "";
  for await (const part of (await exportRun(rep, runId, { columns: ["state", "name", "credits"] })).lines) text += part;
  const rows: string[][] = parse(text, { bom: true });
  expect([rows[0], rows[1], rows[3], ...rows.slice(13)]).toEqual([
    ["email", "note", "Row state", "Found name", "Credits charged"],
    ["ana1@acme.example", "note 1", "matched", "Ana Silva 1", "1"],
    ["ana3@acme.example", "note 3", "ours", "Ana Silva 3", ""],
    ["nobody@acme.example", "", "no match", "", "0"],
    ["no address", "x", "invalid", "", ""],
  ]);
  expect(await undoRun(rep, { runId })).toEqual({ lookups: 11, people: 11, left: 0 });
  const left = await db.person.findMany({ where: { workspaceId: rep.workspaceId, title: "Engineer" } });
  expect(left.map(({ fullName }) => fullName)).toEqual(["Ana Silva 3"]);
});

test("a selection that is refreshed is asked for by the provider's ids, and charged; its undo brings back what stood before", async () => {
  await carryOut(await aDraft(rep, ["email", ...KNOWN.map((n) => `ana${String(n)}@acme.example`)].join("\n")));
  expect(await titles()).toEqual(new Set(["Engineer"]));
  title = "Director";
  const { runId } = await createRefreshRun(rep, { selection: { matching: "", except: [] }, name: "All" });
  await carryOut(runId, { wish: (await getRun(rep, runId)).wish });
  expect(await getRun(rep, runId)).toMatchObject({ state: "done", counts: { matched: 30 } });
  expect(await titles()).toEqual(new Set(["Director"]));
  const charged = await db.ledgerEntry.aggregate({
    where: { workspaceId: rep.workspaceId, kind: "charge" },
    _sum: { credits: true },
  });
  expect(charged._sum.credits?.toNumber()).toBe(60);
  expect(await undoRun(rep, { runId })).toMatchObject({ lookups: 30, left: 0 });
  expect(await titles()).toEqual(new Set(["Engineer"]));
});

test("who is ours by the time that their row is to be sent joins the list, too", async () => {
  const listId = await aList(rep);
  const runId = await aDraft(rep, "email\nana1@acme.example\nana2@acme.example");
  const limits = { rowLimit: null, creditCeiling: null, failuresMax: 20, listId };
  await startRun(rep, StartRunInput.parse({ runId, wish: {}, ...limits }));
  await requestLookup(rep, RequestLookupInput.parse({ email: "ana2@acme.example" }));
  await driveRuns();
  expect((await getRun(rep, runId)).counts).toEqual({ matched: 1, ours: 1 });
  expect(await inList(listId)).toBe(2);
});
