import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { HistoryView } from "@/lib/lookups/history-view";
import { countLookups } from "@/lib/lookups/server/count-lookups";
import { listHistoryKeys } from "@/lib/lookups/server/list-history-keys";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aLookup } from "@/lib/testing/lookups";

useTestDatabase();

const day = (nth: number) => new Date(Date.UTC(2026, 2, nth, 12));

let admin: Viewer;
let reviewer: Viewer;
let rep: Viewer;
let colleague: Viewer;
let outsider: Viewer;
let keyId: string;

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  rep = await aViewer({ workspaceId });
  colleague = await aViewer({ workspaceId });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  keyId = newId("apiKey");
  const key = { name: "Main", tail: "abcd", fingerprint: "f", sealed: "x" };
  await db.apiKey.create({ data: { id: keyId, workspaceId, ...key } });
  await aLookup(rep, { label: "Ana @ acme.com", createdAt: day(1), creditsCharged: 9, apiKeyId: keyId });
  await aLookup(rep, { label: "Bo 100% @ globex.com", createdAt: day(2), source: "refresh", phoneState: "late" });
  await aLookup(colleague, { label: "Cy @ acme.com", createdAt: day(3), outcome: "no_match", creditsCharged: 1 });
  await aLookup(colleague, { label: "Di", createdAt: day(4), isReviewed: true, phoneState: "delivered" });
  await aLookup(outsider, { label: "Elsewhere @ acme.com", createdAt: day(5), apiKeyId: null });
});

const labels = async (viewer: Viewer, view: HistoryView = {}) =>
  (await listLookups(viewer, view)).lookups.map(({ label }) => label.split(" ")[0]);

describe("whose lookups are listed", () => {
  test("a rep's own; everybody's of the workspace for admins and reviewers; nobody's of another workspace", async () => {
    expect(await labels(rep)).toEqual(["Bo", "Ana"]);
    expect(await labels(colleague)).toEqual(["Di", "Cy"]);
    for (const viewer of [admin, reviewer]) expect(await labels(viewer)).toEqual(["Di", "Cy", "Bo", "Ana"]);
    expect(await labels(outsider)).toEqual(["Elsewhere"]);
  });

  test("a rep who asks for somebody else's finds nothing, and counts nothing", async () => {
    for (const view of [{ who: colleague.userId }, { who: admin.userId }, { key: "key_of_nobody" }]) {
      expect(await labels(rep, view)).toEqual([]);
      expect(await countLookups(rep, view)).toEqual({ total: 0 });
    }
    expect(await labels(admin, { who: outsider.userId })).toEqual([]);
  });

  test("keys are named to every member of their workspace, without anything that opens them", async () => {
    expect(await listHistoryKeys(rep)).toEqual([{ id: keyId, name: "Main" }]);
    expect(await listHistoryKeys(outsider)).toEqual([]);
  });
});

describe("each filter", () => {
  test.for<[HistoryView, string[]]>([
    [{ who: "me" }, []],
    [{ source: "refresh" }, ["Bo"]],
    [{ outcome: "no_match" }, ["Cy"]],
    [{ phones: "late" }, ["Bo"]],
    [{ phones: "not_asked" }, ["Cy", "Ana"]],
    [{ credits: "none" }, ["Di", "Bo"]],
    [{ credits: "some" }, ["Cy", "Ana"]],
    [{ credits: "over-1" }, ["Ana"]],
    [{ credits: "over-9" }, []],
    [{ reviewed: "yes" }, ["Di"]],
    [{ reviewed: "no" }, ["Cy", "Bo", "Ana"]],
    [{ from: "2026-03-02", to: "2026-03-03" }, ["Cy", "Bo"]],
    [{ q: "ACME" }, ["Cy", "Ana"]],
    [{ q: "acme ana" }, ["Ana"]],
    [{ q: "100%" }, ["Bo"]],
    [{ q: "%" }, ["Bo"]],
    [{ q: "acme", credits: "some", outcome: "no_match" }, ["Cy"]],
  ])("%o", async ([view, found]) => {
    expect(await labels(admin, view)).toEqual(found);
    expect(await countLookups(admin, view)).toEqual({ total: found.length });
  });

  test("holds for one member's lookups as for everybody's, though they are read off another index", async () => {
    const views: HistoryView[] = [
      ...([
        { source: "refresh" },
        { phones: "late" },
        { credits: "none" },
        { credits: "some" },
      ] satisfies HistoryView[]),
      ...([{ credits: "over-8" }, { key: keyId }, { reviewed: "no" }, { reviewed: "yes" }] satisfies HistoryView[]),
      ...([{ outcome: "matched" }, { outcome: "no_match" }] satisfies HistoryView[]),
    ];
    for (const view of views) {
      const found = await labels(admin, view);
      const own = found.filter((label) => label === "Ana" || label === "Bo");
      expect(await labels(rep, view), JSON.stringify(view)).toEqual(own);
      expect(await labels(admin, { ...view, who: rep.userId }), JSON.stringify(view)).toEqual(own);
    }
  });

  test("the key is found by its id and shown by its name", async () => {
    const { lookups } = await listLookups(admin, { key: keyId });
    expect(lookups.map(({ keyName }) => keyName)).toEqual(["Main"]);
  });
});

describe("a list that is paged", () => {
  test("shows every lookup once, though others come between its pages", async () => {
    const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    // All of one millisecond: only the id tells them apart.
    const ids: string[] = [];
    for (let nth = 0; nth < 120; nth += 1) ids.push(await aLookup(viewer, { createdAt: day(1) }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLookups(viewer, { ...(cursor !== undefined && { cursor }) });
      seen.push(...page.lookups.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await Promise.all([aLookup(viewer, { createdAt: day(2) }), aLookup(viewer, { createdAt: day(3) })]);
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(
      (await listLookups(viewer, {})).lookups.slice(0, 6).every(({ createdAt }) => createdAt > day(1).toISOString()),
    ).toBe(true);
  });

  test("refuses a damaged place to go on from", async () => {
    await expect(listLookups(admin, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("counts no further than a thousand", async () => {
    const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    const row = { workspaceId: viewer.workspaceId, userId: viewer.userId, input: {}, options: {}, label: "x" };
    const rows = (many: number) =>
      Array.from({ length: many }, () => ({ ...row, id: newId("lookup"), outcome: "matched" }));
    await db.lookup.createMany({ data: rows(1000) });
    expect(await countLookups(viewer, {})).toEqual({ total: 1000 });
    await db.lookup.createMany({ data: rows(1) });
    expect(await countLookups(viewer, {})).toEqual({ total: null });
  });
});
