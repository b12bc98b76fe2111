import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { getUsage } from "@/lib/credits/server/get-usage";
import { holdInBudgets } from "@/lib/credits/server/budget-store";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let viewer: Viewer;

async function enter(whose: Viewer, kind: string, credits: string, createdAt: Date): Promise<void> {
  const { attemptId } = await anAttempt(whose);
  const { workspaceId, userId } = whose;
  const entry = {
    id: newId("ledger"),
    workspaceId,
    attemptId,
    userId,
    kind,
    part: "profile",
    credits,
    reason: "a test",
  };
  await db.ledgerEntry.create({ data: { ...entry, createdAt } });
}

beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
  const stranger = await aViewer({ workspaceId: await aWorkspace() });
  await enter(viewer, "charge", "100", new Date("2026-03-31T23:59:59Z"));
  await enter(viewer, "charge", "9", new Date("2026-04-01T00:00:00Z"));
  await enter(viewer, "charge", "2.02", new Date("2026-04-12T00:00:00Z"));
  await enter(viewer, "adjustment", "-1", new Date("2026-04-13T00:00:00Z"));
  await enter(viewer, "release", "50", new Date("2026-04-13T00:00:00Z"));
  await enter(stranger, "charge", "500", new Date("2026-04-13T00:00:00Z"));
});

test("what was charged and adjusted this month counts, of this workspace alone; holds and what came back do not", async () => {
  const usage = await getUsage(viewer, new Date("2026-04-20T12:00:00Z"));
  expect(usage).toMatchObject({ used: "10.02", since: "2026-04-01T00:00:00.000Z", left: null, own: null });
  expect(await getUsage(viewer, new Date("2026-06-01T00:00:00Z"))).toMatchObject({ used: "0" });
});

test("the month begins on the day on which the workspace's budget is reset", async () => {
  await setBudget({ ...viewer, role: "admin" }, { scope: "workspace", creditLimit: null, resetDay: 12 });
  const usage = await getUsage(viewer, new Date("2026-04-20T12:00:00Z"));
  expect(usage).toMatchObject({ used: "1.02", since: "2026-04-12T00:00:00.000Z", left: null });
});

test("what the budget still covers is its limit less what is spent and held, never below nothing", async () => {
  const rep = await aViewer({ workspaceId: await aWorkspace() });
  const admin: Viewer = { ...rep, role: "admin" };
  await setBudget(admin, { scope: "workspace", creditLimit: "100", resetDay: 12 });
  const hold = new Prisma.Decimal("9");
  await inTransaction((tx) => holdInBudgets(tx, rep, hold));
  const { left } = await getUsage(rep);
  expect(left?.credits).toBe("91");
  expect(new Date(left?.until ?? 0).getUTCDate()).toBe(12);
  await setBudget(admin, { scope: "workspace", creditLimit: "5", resetDay: 12 });
  expect((await getUsage(rep)).left?.credits).toBe("0");
});
