import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { SetBudgetInput, SetSpendingRulesInput } from "@/lib/credits/schema";
import { getBudgets } from "@/lib/credits/server/get-budgets";
import { findOddCost } from "@/lib/credits/server/odd-cost";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import { setBudget } from "@/lib/credits/server/set-budget";
import { setSpendingRules } from "@/lib/credits/server/set-spending-rules";
import { db } from "@/lib/db/client";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ role: "admin", workspaceId });
  rep = await aViewer({ workspaceId });
});

const RULES = { freshDays: 90, waterfallEmail: 12, waterfallPhone: 60, approvalAbove: "5", alertPercent: 75 };

describe("spending rules", () => {
  test("are set by an admin, hold for the next lookup, and stand in the audit", async () => {
    await setSpendingRules(admin, RULES);
    expect((await getBudgets(admin)).rules).toEqual(RULES);
    expect(await readCeilings(db, admin.workspaceId)).toEqual({ waterfallEmail: 12, waterfallPhone: 60 });
    const [event] = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(event).toMatchObject({ action: "spending_rules.set", actorId: admin.userId, detail: RULES });
    const other = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
    expect((await getBudgets(other)).rules.freshDays).toBe(30);
  });

  test("are nobody else's to set, nor budgets to see", async () => {
    const reviewer = await aViewer({ role: "reviewer", workspaceId: admin.workspaceId });
    for (const viewer of [rep, reviewer]) {
      await expect(setSpendingRules(viewer, RULES)).rejects.toMatchObject({ code: "forbidden" });
      await expect(getBudgets(viewer)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await getBudgets(admin)).rules.freshDays).toBe(30);
  });

  test.each([
    { freshDays: 0 },
    { freshDays: 366 },
    { freshDays: 1.5 },
    { freshDays: Number.NaN },
    { waterfallEmail: 0 },
    { waterfallPhone: 1001 },
    { alertPercent: 0 },
    { alertPercent: 101 },
  ])("refuse %j with a sentence at the field", (wrong) => {
    const parsed = SetSpendingRulesInput.safeParse({ ...RULES, ...wrong });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([Object.keys(wrong)]);
    expect(parsed.error?.issues[0]?.message).toMatch(/^Whole (days|credits|percent), from 1 to/);
  });
});

test.each(["-5", "1e3", "many", "1,5"])("a limit of %s is refused at its field", (creditLimit) => {
  const parsed = SetBudgetInput.safeParse({ scope: WORKSPACE_SCOPE, creditLimit });
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["creditLimit"]]);
});

describe("the budgets", () => {
  test("show what is spent and held of each limit, most first, and nobody of another workspace", async () => {
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "100", resetDay: 1 });
    await setBudget(admin, { scope: rep.userId, creditLimit: "20.5", resetDay: 1 });
    await aViewer({ role: "reviewer", workspaceId: admin.workspaceId });
    await aViewer({ workspaceId: await aWorkspace() });
    await anAttempt(rep);
    const { workspace, members } = await getBudgets(admin);
    expect(workspace).toMatchObject({ creditLimit: "100", spent: "0", held: "9", resetDay: 1 });
    expect(members.map(({ id, creditLimit, held }) => [id, creditLimit, held])).toEqual([
      [rep.userId, "20.5", "9"],
      [admin.userId, null, "0"],
    ]);
  });

  test("begin anew for every member on the workspace's reset day", async () => {
    await anAttempt(rep);
    await setBudget(admin, { scope: rep.userId, creditLimit: "50", resetDay: 1 });
    const resetDay = ((new Date().getUTCDate() + 9) % 28) + 1;
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: null, resetDay });
    await anAttempt(admin);
    const periods = await db.budgetPeriod.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(periods).toHaveLength(3);
    expect(new Set(periods.map(({ endsAt }) => endsAt.getUTCDate()))).toEqual(new Set([resetDay]));
    const budgets = await db.budget.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(new Set(budgets.map((budget) => budget.resetDay))).toEqual(new Set([resetDay]));
  });

  test("name lookups with a cost that cannot be, as it was reported", async () => {
    expect((await getBudgets(admin)).oddCosts).toEqual({ count: 0, latest: [] });
    const { attemptId, lookupId } = await anAttempt(rep);
    await db.attempt.update({ where: { id: attemptId }, data: { oddCost: "-5" } });
    expect((await getBudgets(admin)).oddCosts).toMatchObject({ count: 1, latest: [{ lookupId, reported: "-5" }] });
  });
});

describe("a reported cost", () => {
  const odd = (kind: "phone" | "waterfall", creditsReported: string | null) =>
    findOddCost(db, { workspaceId: admin.workspaceId, kind, creditsReported });

  test("is odd when it is negative, no number or above any price", async () => {
    for (const [kind, text] of [
      ["phone", "-1"],
      ["phone", "9"],
      ["phone", "lots"],
      ["waterfall", "31"],
      ["waterfall", "1e3"],
      ["waterfall", "-0.5"],
    ] as const)
      expect(await odd(kind, text), `${kind} ${text}`).toBe(text);
    for (const text of [null, "0", "0.00", "2.02", "8"]) expect(await odd("phone", text), String(text)).toBeNull();
    expect(await odd("waterfall", "30")).toBeNull();
    expect(await odd("waterfall", `9${"9".repeat(60)}`)).toHaveLength(40);
  });

  test("of a waterfall is believed up to the ceilings that the workspace has set", async () => {
    expect(await odd("waterfall", "72")).toBe("72");
    await setSpendingRules(admin, RULES);
    expect(await odd("waterfall", "72")).toBeNull();
    expect(await odd("waterfall", "73")).toBe("73");
  });
});
