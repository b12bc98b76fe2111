import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { exportLookups } from "@/lib/lookups/server/export-lookups";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aLookup } from "@/lib/testing/lookups";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;
let outsider: Viewer;

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  rep = await aViewer({ workspaceId });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const createdAt = new Date("2026-03-01T12:00:00Z");
  const settledAt = new Date("2026-03-01T12:00:02.500Z");
  await aLookup(rep, { label: '=HYPERLINK("http://evil.example")', createdAt, settledAt, creditsCharged: 9 });
  await aLookup(admin, { label: 'Bo "the boss", of Acme', createdAt, outcome: "no_match" });
});

async function linesOf(viewer: Viewer, view = {}): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of await exportLookups(viewer, view)) parts.push(part);
  return parts.join("").trimEnd().split("\r\n");
}

test("holds what is filtered, with no cell that a spreadsheet would run", async () => {
  const [header, line, ...others] = await linesOf(admin, { outcome: "matched" });
  expect(header?.split(",").slice(0, 6)).toEqual(["asked_at", "who", "who_id", "source", "input", "outcome"]);
  expect(others).toEqual([]);
  expect(line).toContain(
    `2026-03-01T12:00:00.000Z,A rep,${rep.userId},form,"'=HYPERLINK(""http://evil.example"")",matched`,
  );
  expect(line).toContain(",9,0,2026-03-01T12:00:02.500Z,2500,");
});

test("holds a rep's own alone, and nothing of another workspace", async () => {
  expect(await linesOf(rep)).toHaveLength(2);
  expect((await linesOf(rep)).join()).not.toContain("the boss");
  expect(await linesOf(rep, { who: admin.userId })).toHaveLength(1);
  expect(await linesOf(admin)).toHaveLength(3);
  expect(await linesOf(outsider)).toHaveLength(1);
});

test("is told to the audit with how many and by what, and not with what was searched for", async () => {
  await linesOf(rep, { q: "hyperlink", credits: "some" });
  const event = await db.auditEvent.findFirst({ where: { actorId: rep.userId }, orderBy: { id: "desc" } });
  expect(event).toMatchObject({ action: "export.lookups", detail: { lookups: 1, credits: "some", isSearched: true } });
  expect(JSON.stringify(event?.detail)).not.toContain("hyperlink");
});

test("goes on beyond its first batch, every lookup once", async () => {
  const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const row = { workspaceId: viewer.workspaceId, userId: viewer.userId, input: {}, options: {}, label: "x" };
  const ids = Array.from({ length: 1500 }, () => newId("lookup"));
  await db.lookup.createMany({ data: ids.map((id) => ({ ...row, id, outcome: "matched" })) });
  const lines = await linesOf(viewer);
  expect(
    lines
      .slice(1)
      .map((line) => line.split(",").at(-1))
      .toSorted(),
  ).toEqual(ids.toSorted());
});
