import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { changeFormat } from "@/lib/runs/server/change-format";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { deleteDraft } from "@/lib/runs/server/delete-draft";
import { getRun } from "@/lib/runs/server/get-run";
import { getRunRows } from "@/lib/runs/server/get-run-rows";
import { listRuns } from "@/lib/runs/server/list-runs";
import { uploadRun } from "@/lib/runs/server/upload-run";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aDraft, streamOf } from "@/lib/testing/runs";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let stranger: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  [rep, colleague] = [await aViewer({ workspaceId }), await aViewer({ workspaceId })];
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});

const FILE = "Vorname;Name;E-Mail\r\nAna;Müller;ana@acme.example\r\nBo;;\r\n;;\r\n";
const rowsOf = async (runId: string, viewer = rep) => (await getRunRows(viewer, runId, {})).rows;
const leftBehind = async () => {
  const { workspaceId } = rep;
  const chunks = await db.runChunk.count({ where: { run: { workspaceId } } });
  return [await db.run.count({ where: { workspaceId } }), await db.runRow.count({ where: { workspaceId } }), chunks];
};

describe("an upload", () => {
  test("becomes a draft with a format, columns, and what each row is taken for", async () => {
    const runId = await aDraft(rep, FILE, "C:\\Users\\ana\\Lei\u202etads.csv");
    const run = await getRun(rep, runId);
    expect(run).toMatchObject({
      ...{ state: "draft", kind: "csv", name: "Leitads.csv", rows: 3, missing: null, flawed: 1 },
      format: { encoding: "utf-8", delimiter: ";", hasHeader: true },
      ...{ header: ["Vorname", "Name", "E-Mail"], mapping: ["firstName", "lastName", "email"] },
      ...{ counts: { ready: 1, invalid: 2 }, mayChange: true, mayChangeFormat: true },
      who: { id: rep.userId },
    });
    expect(run.preview).toMatchObject([
      { number: 1, line: 2, cells: ["Ana", "Müller", "ana@acme.example"], state: "ready", reason: null },
      {
        number: 2,
        line: 3,
        state: "invalid",
        reason: expect.stringMatching(/^A first name alone never matches/) as string,
      },
      { number: 3, line: 4, state: "invalid", reason: "The row is empty.", flaw: "The row is empty." },
    ]);
    expect(await db.auditEvent.findFirst({ where: { subject: runId } })).toMatchObject({
      action: "run.uploaded",
      detail: { rows: 3 },
    });
  });

  test("in every encoding, without a header, of more rows and bytes than one lot", async () => {
    const lines = Array.from(
      { length: 4500 },
      (_, nth) => `Ána ${String(nth)}\tacme${String(nth)}.example\t${"x".repeat(300)}`,
    );
    const runId = await aDraft(rep, Buffer.from(`\ufeff${lines.join("\n")}`, "utf16le"));
    expect(await getRun(rep, runId)).toMatchObject({
      format: { encoding: "utf-16le", delimiter: "\t", hasHeader: false },
      ...{ rows: 4500, mapping: [null, "companyDomain", null], missing: "A company is not a person. Add a name." },
    });
    const latin = await aDraft(rep, Buffer.from("name,company\nJos\xe9,Caf\xe9\n", "latin1"));
    expect(await rowsOf(latin)).toMatchObject([{ cells: ["José", "Café"] }]);
  });

  test("of hostile text keeps it as text, and does not stumble", async () => {
    const formula = '=HYPERLINK("http://evil.example")';
    const wide = "x".repeat(2 ** 20);
    const cells = [
      formula,
      "a\0b",
      "\u202egpj.exe",
      "<script>alert(1)</script>",
      "'; DROP TABLE run; --",
      "{1,2}\\N",
      wide,
    ];
    const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join();
    const bytes = Buffer.from(`a,b,c,d,e,f,g\n${quoted}\n${quoted}\n`, "utf16le");
    // A surrogate whose other half is missing.
    const lone = Buffer.concat([bytes, Buffer.from([0x00, 0xd8, 0x2c, 0x00, 0x31, 0x00])]);
    const runId = await aDraft(rep, lone);
    const rows = await rowsOf(runId);
    expect(rows[0]?.cells).toEqual(cells.with(1, "ab"));
    expect(rows.map(({ flaw }) => flaw)).toEqual([
      "It held NUL characters, which were left out. A cell is longer than 32,767 characters.",
      "It held NUL characters, which were left out. A cell is longer than 32,767 characters.",
      "It has 2 of 7 cells; the last ones are taken as empty. It holds characters that could not be read.",
    ]);
    await changeMapping(rep, runId, [null, null, null, null, null, "email", "fullName"]);
    expect((await rowsOf(runId))[0]).toMatchObject({ state: "invalid", reason: "Full name: at most 500 characters." });
  });

  test("that breaks off, or is no table, leaves nothing", async () => {
    async function* broken() {
      yield Buffer.from("email\nana@acme.example\n".repeat(20_000));
      await Promise.resolve();
      throw new Error("the connection was lost");
    }
    await expect(uploadRun(rep, broken(), { name: "a.csv" })).rejects.toThrow("the connection was lost");
    for (const [content, say] of [
      ["", "The file is empty."],
      ["email\n", "The file has a header and no rows."],
      [
        Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]),
        "This is an Excel workbook or another ZIP archive, not a text file. Save the table as CSV and try again.",
      ],
      [
        `email\n${"a@b.example\n".repeat(3000)}"x`,
        "A quote in the row at line 3002 is never closed, so the rest cannot be told apart.",
      ],
    ] as const)
      await expect(aDraft(rep, content)).rejects.toMatchObject({ code: "invalid_input", say });
    expect(await leftBehind()).toEqual([0, 0, 0]);
  });

  test("of more than 50 MB is refused before the rest is read", async () => {
    let pieces = 0;
    async function* endless() {
      for (;;) {
        pieces += 1;
        yield await Promise.resolve(Buffer.alloc(2 ** 20, "a,b\n"));
      }
    }
    await expect(uploadRun(rep, endless(), { name: "a.csv" })).rejects.toMatchObject({
      say: "The file is larger than 50 MB. Split it and upload the parts.",
    });
    expect(pieces).toBe(51);
    expect(await leftBehind()).toEqual([0, 0, 0]);
  });

  test("whose process died is swept with a later one, and seen by nobody until then", async () => {
    const { workspaceId, userId } = rep;
    await db.run.create({ data: { id: "run_dead", workspaceId, userId, name: "x", state: "uploading" } });
    expect((await listRuns(rep, {})).runs).toEqual([]);
    await expect(getRun(rep, "run_dead")).rejects.toMatchObject({ code: "not_found" });
    await db.run.update({ where: { id: "run_dead" }, data: { createdAt: new Date(Date.now() - 2 * 3_600_000) } });
    await aDraft(rep, FILE);
    expect(await db.run.count({ where: { state: "uploading" } })).toBe(0);
  });
});

describe("a draft", () => {
  test("is read another way, with its columns matched anew; what cannot be read leaves it as it was", async () => {
    const runId = await aDraft(rep, 'a,b;email\n1,2;"ana@acme.example\n3,4;x"\n');
    await changeFormat(rep, runId, { encoding: "utf-8", delimiter: ",", hasHeader: false });
    expect(await getRun(rep, runId)).toMatchObject({
      ...{ rows: 3, header: ["Column 1", "Column 2"], mapping: [null, null] },
      format: { delimiter: ",", hasHeader: false },
    });
    const before = await rowsOf(runId);
    const broken = await aDraft(rep, 'a;b\n1;x\n"2,3;4\n5;6"\n');
    const asItWas = await rowsOf(broken);
    await expect(
      changeFormat(rep, broken, { encoding: "utf-16le", delimiter: "|", hasHeader: true }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect(await rowsOf(broken)).toEqual(asItWas);
    expect(await rowsOf(runId)).toEqual(before);
  });

  test("is taken for what its columns are said to give, which is remembered for files of the same columns", async () => {
    const file = "x,y\nana@acme.example,Ana Silva\nbo@acme.example,Bo Berg\n";
    const runId = await aDraft(rep, file);
    expect((await getRun(rep, runId)).mapping).toEqual(["email", null]);
    await changeMapping(rep, runId, [null, "fullName"]);
    expect(await db.runRow.findFirst({ where: { runId, number: 2 } })).toMatchObject({
      identity: { fullName: "Bo Berg" },
    });
    const again = await aDraft(colleague, "Y,X\nCy Cole,cy@acme.example\n");
    expect((await getRun(colleague, again)).mapping).toEqual(["fullName", null]);
    const elsewhere = await aDraft(stranger, file);
    expect((await getRun(stranger, elsewhere)).mapping).toEqual(["email", null]);
    await expect(changeMapping(rep, runId, ["email"])).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("is paged row by row, also those of one state", async () => {
    const lines = Array.from({ length: 230 }, (_, nth) => (nth % 2 === 0 ? `p${String(nth)}@acme.example` : "no"));
    const runId = await aDraft(rep, `email\n${lines.join("\n")}\n`);
    const first = await getRunRows(rep, runId, { state: "invalid" });
    expect([first.rows.length, first.nextAfter]).toEqual([100, 200]);
    const rest = await getRunRows(rep, runId, { state: "invalid", after: 200 });
    expect([rest.rows.length, rest.nextAfter]).toEqual([15, null]);
  });

  test("is deleted with its file and rows", async () => {
    const runId = await aDraft(rep, FILE);
    await deleteDraft(rep, runId);
    expect(await leftBehind()).toEqual([0, 0, 0]);
    expect(await db.auditEvent.count({ where: { subject: runId, action: "run.deleted" } })).toBe(1);
  });

  test("of which the file is gone, or which has begun, is not read again", async () => {
    const runId = await aDraft(rep, FILE);
    const format = { encoding: "utf-8", delimiter: ",", hasHeader: true } as const;
    await db.runChunk.deleteMany({ where: { runId } });
    await expect(changeFormat(rep, runId, format)).rejects.toMatchObject({ code: "conflict" });
    expect((await getRun(rep, runId)).mayChangeFormat).toBe(false);
    await db.run.update({ where: { id: runId }, data: { state: "running" } });
    for (const change of [
      () => changeFormat(rep, runId, format),
      () => changeMapping(rep, runId, [null, null, "email"]),
      () => deleteDraft(rep, runId),
    ])
      await expect(change()).rejects.toMatchObject({ code: "conflict" });
    expect(await db.runRow.count({ where: { runId } })).toBe(3);
  });
});

describe("who may", () => {
  test("a reviewer uploads nothing and changes nothing, and sees all", async () => {
    const runId = await aDraft(rep, FILE);
    await expect(uploadRun(reviewer, streamOf(FILE), { name: "a" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeMapping(reviewer, runId, [null, null, null])).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteDraft(reviewer, runId)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getRun(reviewer, runId)).toMatchObject({ mayChange: false, mayChangeFormat: false });
    expect((await listRuns(reviewer, {})).runs.length).toBe(1);
  });

  test("a rep sees and changes their own runs, an admin all of the workspace, nobody another's", async () => {
    const runId = await aDraft(rep, FILE);
    for (const viewer of [colleague, stranger]) {
      await expect(getRun(viewer, runId)).rejects.toMatchObject({ code: "not_found" });
      await expect(getRunRows(viewer, runId, {})).rejects.toMatchObject({ code: "not_found" });
      await expect(changeMapping(viewer, runId, [null, null, null])).rejects.toMatchObject({ code: "not_found" });
      const format = { encoding: "utf-8", delimiter: ",", hasHeader: true } as const;
      await expect(changeFormat(viewer, runId, format)).rejects.toMatchObject({ code: "not_found" });
      await expect(deleteDraft(viewer, runId)).rejects.toMatchObject({ code: "not_found" });
      expect((await listRuns(viewer, {})).runs).toEqual([]);
    }
    expect((await listRuns(admin, {})).runs).toMatchObject([{ id: runId }]);
    await deleteDraft(admin, runId);
  });

  test("runs are paged, newest first", async () => {
    const { workspaceId, userId } = rep;
    const at = new Date();
    await db.run.createMany({
      data: Array.from({ length: 120 }, (_, nth) => ({
        ...{ id: `run_${String(nth).padStart(26, "0")}`, workspaceId, userId, name: "x", state: "done" },
        createdAt: new Date(at.getTime() + Math.floor(nth / 3)),
      })),
    });
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = await listRuns(rep, { cursor });
      seen.push(...page.runs.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    }
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(seen.length).toBe(120);
  });
});
