import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { recordReveal } from "@/lib/people/server/phone-reveal-store";
import { aPerson } from "@/lib/people/testing/people";
import { RunExport } from "@/lib/runs/result";
import { exportRun } from "@/lib/runs/server/export-run";
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

async function textOf(viewer: Viewer, runId: string, asked: Record<string, string> = {}): Promise<string> {
  let text = "";
  for await (const part of (await exportRun(viewer, runId, RunExport.parse(asked))).lines) text += part;
  return text;
}

const rowsOf = (text: string): string[][] => parse(text, { bom: true });
const NONE = { columns: "" };

/** What came of a row, as a run leaves it. */
async function match(runId: string, number: number, given: { personId: string; creditsCharged?: number }) {
  const { workspaceId, userId } = rep;
  const { personId, creditsCharged = 1 } = given;
  const id = newId("lookup");
  const asked = { id, workspaceId, userId, personId, source: "run", input: {}, options: {}, label: "x" };
  await db.lookup.create({ data: { ...asked, outcome: "matched", creditsCharged, settledAt: new Date() } });
  await db.runRow.updateMany({ where: { runId, number }, data: { state: "matched", lookupId: id, personId } });
  return id;
}

describe("the file's own columns", () => {
  test("come back as they were read, in their order: quotes, line breaks, letters of any script, numbers, blanks", async () => {
    const table = [
      ["E-Mail", "Notiz", "Name", "zip", "phone"],
      ["ana@acme.example", 'says "hi", twice', "Ana Überall 李雷", "00123", "+12025550177"],
      ["bo@acme.example", "two\r\nlines\nof it", " Bo ", "", "-5.5"],
      ["🙂@acme.example", "semi;colon\tand tab", "O'Neil", "1e5", "  "],
    ];
    const quoted = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");
    const text = await textOf(rep, await aDraft(rep, quoted), NONE);
    expect(text.startsWith("\ufeffE-Mail,")).toBe(true);
    expect(rowsOf(text)).toEqual(table);
  });

  test("hold no formula that a spreadsheet would run, as in every other file", async () => {
    const runId = await aDraft(
      rep,
      'email,x\na@x.example,"=HYPERLINK(""http://x"")"\nb@x.example,@SUM(1)\nc@x.example,+1',
    );
    expect(rowsOf(await textOf(rep, runId, NONE)).map(([, x]) => x)).toEqual([
      ...["x", `'=HYPERLINK("http://x")`, "'@SUM(1)", "+1"],
    ]);
  });

  test("are as many for every row: short ones are filled up, and what a row has more stands in columns of its own", async () => {
    const runId = await aDraft(rep, "email,name\na@x.example\nb@x.example,B,more,and more\n\nc@x.example,C");
    const [header, ...rows] = rowsOf(await textOf(rep, runId, { columns: "state" }));
    expect(header).toEqual(["email", "name", "Column 3", "Column 4", "Row state"]);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["a@x.example", "", "", ""],
      ["b@x.example", "B", "more", "and more"],
      ["", "", "", ""],
      ["c@x.example", "C", "", ""],
    ]);
    expect(rows.every((row) => row.length === 5)).toBe(true);
  });
});

describe("the new columns", () => {
  test("say what came of each row; a do-not-call number is covered until the viewer opens it", async () => {
    const runId = await aDraft(rep, "email,Found Email\nana@acme.example,mine\nbo@acme.example,mine too");
    const personId = await aPerson(rep, {
      ...{ fullName: "=Ana Silva", title: "Engineer", companyName: "Acme", primaryPhone: "+14155550123" },
      ...{ primaryEmail: "ana@acme.example", emailStatus: "verified" },
    });
    const basic = { workspaceId: rep.workspaceId, personId, source: "lookup", observedAt: new Date() };
    const phoneId = newId("phone");
    await db.personPhone.create({ data: { ...basic, id: phoneId, number: "+14155550123", dncStatus: "dnc" } });
    const lookupId = await match(runId, 1, { personId, creditsCharged: 9 });
    const read = async (viewer: Viewer) => {
      const text = await textOf(viewer, runId);
      const [header = [], ...rows] = rowsOf(text);
      return { text, rows: rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]]))) };
    };
    const { text, rows } = await read(rep);
    expect(rows).toMatchObject([
      {
        ...{ "Found Email": "mine", "Found email (2)": "ana@acme.example", "Email status": "verified" },
        ...{ "Row state": "matched", "Found name": "'=Ana Silva", "Found title": "Engineer", "Found company": "Acme" },
        ...{ "Do not call": "yes", "Credits charged": "9", "Lookup ID": lookupId, "Person ID": personId },
      },
      { "Found Email": "mine too", "Row state": "ready", "Found name": "", "Person ID": "", "Credits charged": "" },
    ]);
    expect(text).not.toContain("4155550123");
    await recordReveal(db, rep, { phoneId, reason: "customer", note: "" });
    expect((await read(rep)).text).toContain("+14155550123");
    expect((await read(admin)).text).not.toContain("4155550123");
  });

  test("are those that were chosen, and the rows those of the states that were chosen", async () => {
    const runId = await aDraft(rep, "email\na@x.example\nnobody\nb@x.example");
    await match(runId, 3, { personId: await aPerson(rep) });
    const text = await textOf(rep, runId, { columns: "reason,state,made-up", states: "matched,invalid" });
    expect(rowsOf(text)).toEqual([
      ["email", "Row state", "Reason"],
      ["nobody", "invalid", expect.stringContaining("Email")],
      ["b@x.example", "matched", ""],
    ]);
  });
});

test("a rep downloads their own runs, admins and reviewers all, nobody another workspace's; the audit says how many", async () => {
  const runId = await aDraft(rep, "email\na@x.example\nb@x.example");
  const { workspaceId } = rep;
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  const colleague = await aViewer({ workspaceId });
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  for (const other of [colleague, stranger])
    await expect(textOf(other, runId)).rejects.toMatchObject({ code: "not_found" });
  for (const reader of [rep, admin, reviewer]) expect(rowsOf(await textOf(reader, runId))).toHaveLength(3);
  await textOf(rep, runId, { states: "ready", columns: "" });
  const events = await db.auditEvent.findMany({
    where: { action: "run.exported", subject: runId },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ detail }) => detail)).toEqual([
    ...[
      { rows: 2, columns: 11 },
      { rows: 2, columns: 11 },
      { rows: 2, columns: 11 },
    ],
    { rows: 2, columns: 0, states: ["ready"] },
  ]);
});

test("many rows come lot by lot, each once, whatever becomes of them meanwhile", async () => {
  const many = 1203;
  const lines = Array.from({ length: many }, (_, n) => `p${String(n)}@x.example`);
  const runId = await aDraft(rep, ["email", ...lines].join("\n"));
  const { lines: parts, name } = await exportRun(rep, runId, { columns: [] });
  expect(name).toBe("people-result.csv");
  const sizes: number[] = [];
  let text = "";
  for await (const part of parts) {
    text += part;
    sizes.push(part.trimEnd().split("\r\n").length);
    if (sizes.length === 2) await db.runRow.updateMany({ where: { runId }, data: { state: "no_match" } });
  }
  expect(sizes).toEqual([1, 500, 500, 203]);
  expect(rowsOf(text).flat()).toEqual(["email", ...lines]);
});
