import { beforeEach, describe, expect, test } from "vitest";
import type { AuditView } from "@/lib/audit/schema";
import { exportAudit } from "@/lib/audit/server/export-audit";
import { getAuditStanding } from "@/lib/audit/server/get-standing";
import { listAudit } from "@/lib/audit/server/list-audit";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { recordRefusal } from "@/lib/audit/server/record-refusal";
import { streamVerification } from "@/lib/audit/server/stream-verification";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;
let reviewer: Viewer;
let outsider: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  rep = await aViewer({ workspaceId });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});

const ours = (action: string, detail?: Record<string, unknown>) =>
  recordAudit(db, { workspaceId: admin.workspaceId, actorId: admin.userId, action, ...(detail && { detail }) });

async function actions(viewer: Viewer, view: AuditView = {}): Promise<string[]> {
  return (await listAudit(viewer, view)).events.map(({ action }) => action);
}

async function textOf(parts: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

describe("who reads what:", () => {
  test("a rep reads nothing of it", async () => {
    for (const read of [listAudit, exportAudit, getAuditStanding] as const)
      await expect((async () => read(rep, {}))()).rejects.toMatchObject({ code: "forbidden" });
    expect(() => streamVerification(rep)).toThrow(expect.objectContaining({ code: "forbidden" }) as Error);
  });

  test("admin and reviewer read what was done in their workspace, and nobody else's", async () => {
    await ours("budget.set");
    await recordAudit(db, { workspaceId: outsider.workspaceId, actorId: outsider.userId, action: "api_key.added" });
    expect(await actions(admin)).toEqual(["budget.set"]);
    expect(await actions(reviewer)).toEqual(["budget.set"]);
    expect(await actions(outsider)).toEqual(["api_key.added"]);
  });

  test("of what belongs to no workspace they read what their members did and what was done to them", async () => {
    await recordAudit(db, { actorId: rep.userId, action: "sign_in.accepted" });
    await recordAudit(db, { action: "sign_in.refused", subject: rep.userId });
    await recordAudit(db, { actorId: outsider.userId, action: "sign_out.done" });
    expect(await actions(admin)).toEqual(["sign_in.refused", "sign_in.accepted"]);
    expect(await actions(reviewer)).toEqual(["sign_in.refused", "sign_in.accepted"]);
    expect(await actions(outsider)).toEqual(["sign_out.done"]);
  });

  test("failures to sign in that name nobody known are read by admins alone, of every workspace", async () => {
    await recordAudit(db, { action: "sign_in.refused", subject: "0123456789abcdef" });
    expect(await actions(admin)).toContain("sign_in.refused");
    expect(await actions(outsider)).toContain("sign_in.refused");
    expect(await actions(reviewer)).toEqual([]);
  });

  test("a name is that of the viewer's own workspace: what was refused elsewhere stays without one", async () => {
    const lookup = {
      userId: outsider.userId,
      workspaceId: outsider.workspaceId,
      outcome: "matched",
      label: "Secret person",
    };
    await db.lookup.create({ data: { id: "lkp_x", ...lookup, input: {}, options: {} } });
    await recordAudit(db, {
      workspaceId: admin.workspaceId,
      actorId: rep.userId,
      action: "access.refused",
      subject: "lkp_x",
    });
    const { events } = await listAudit(admin, {});
    expect(events[0]?.subject).toEqual({ id: "lkp_x", label: "A lookup", href: null });
  });
});

test("pages hang together by keyset, also among events of one moment, and filters narrow them", async () => {
  const at = new Date("2026-05-01T12:00:00.000Z");
  await db.auditEvent.createMany({
    data: Array.from({ length: 120 }, (_, n) => ({
      ...{ workspaceId: n % 2 === 0 ? admin.workspaceId : null, actorId: n % 3 === 0 ? admin.userId : rep.userId },
      ...{ action: n % 2 === 0 ? "budget.set" : "sign_in.accepted", at },
    })),
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(reviewer, { ...(cursor !== undefined && { cursor }) });
    seen.push(...page.events.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(120);
  expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a));
  expect((await actions(reviewer, { kind: "budgets" })).every((action) => action === "budget.set")).toBe(true);
  expect((await listAudit(reviewer, { who: rep.userId })).events.every(({ who }) => who?.id === rep.userId)).toBe(true);
  expect(await actions(reviewer, { from: "2026-05-02" })).toEqual([]);
  expect(await actions(reviewer, { to: "2026-04-30" })).toEqual([]);
  expect(await actions(reviewer, { from: "2026-05-01", to: "2026-05-01" })).toHaveLength(50);
});

test("an export holds every event of the view, runs nothing in a spreadsheet, and is in the audit with its count before it is handed out", async () => {
  await ours("api_key.added", { name: '=HYPERLINK("https://evil.example")' });
  await db.user.update({ where: { id: admin.userId }, data: { name: '=cmd|"/c calc"!A1' } });
  await db.auditEvent.createMany({
    data: Array.from({ length: 2500 }, () => ({
      workspaceId: admin.workspaceId,
      action: "budget.set",
      actorId: admin.userId,
    })),
  });
  const parts = await exportAudit(admin, { who: admin.userId });
  const noted = await db.auditEvent.findFirst({ where: { workspaceId: admin.workspaceId, action: "audit.exported" } });
  expect(noted?.detail).toEqual({ events: 2501, who: admin.userId });
  const lines = (await textOf(parts)).split("\r\n");
  expect(lines).toHaveLength(2503);
  expect(lines[0]).toBe("when,who,who_id,what,action,on_what,on_what_id,address,detail,event,place_in_chain");
  expect(lines.slice(1, -1).every((line) => line.includes(`,"'=cmd|""/c calc""!A1",`))).toBe(true);
});

test("a verification tells how far it is and its verdict, one at a time, and is in the audit", async () => {
  await ours("budget.set");
  const steps = streamVerification(admin);
  const first = steps.next();
  expect(() => streamVerification(admin)).toThrow(expect.objectContaining({ code: "conflict" }) as Error);
  const said = [String((await first).value), ...(await textOf(steps)).split("\n")].filter(Boolean);
  expect(JSON.parse(said.at(-1) ?? "")).toMatchObject({ verdict: { broken: expect.anything() as unknown } });
  expect(await actions(admin, { kind: "exports" })).toEqual(["audit.verified"]);
  expect((await getAuditStanding(admin)).lastVerified).toMatchObject({ who: "A admin", isWhole: false });
  expect(await textOf(streamVerification(admin))).toContain("verdict");
});

test("a refusal is written outside of what failed, with who, what and from where, and a flood of them is not", async () => {
  const refusal = { viewer: rep, code: "forbidden" as const, fields: [], subject: null, address: "192.0.2.7" };
  for (let n = 0; n < 100; n += 1) await recordRefusal({ ...refusal, where: `api-keys.${String(n % 40)}` });
  const { events } = await listAudit(admin, { kind: "refusals" });
  expect(events).toHaveLength(10);
  expect(events.at(-1)).toMatchObject({
    who: { id: rep.userId },
    address: "192.0.2.7",
    detail: { where: "api-keys.0", code: "forbidden", role: "rep" },
  });
});
