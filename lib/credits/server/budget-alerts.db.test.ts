import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { getUsage } from "@/lib/credits/server/get-usage";
import { setBudget } from "@/lib/credits/server/set-budget";
import { setSpendingRules } from "@/lib/credits/server/set-spending-rules";
import { chargeCredits, holdCredits, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;
const RULES = { freshDays: 30, waterfallEmail: 5, waterfallPhone: 25, approvalAbove: null };

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ role: "admin", workspaceId });
  rep = await aViewer({ workspaceId });
});

async function hold(viewer: Viewer, ceiling: number): Promise<string> {
  const { workspaceId, userId } = viewer;
  const attemptId = newId("attempt");
  await inTransaction(async (tx) => {
    await tx.attempt.create({
      data: { id: attemptId, workspaceId, identity: attemptId, state: "matched", request: {} },
    });
    await holdCredits(tx, { workspaceId, attemptId, userId, ceiling: new Prisma.Decimal(ceiling) });
  });
  return attemptId;
}

const limit = (scope: string, creditLimit: string | null) => setBudget(admin, { scope, creditLimit, resetDay: 1 });

async function alerted(): Promise<(string | null)[]> {
  const where = { workspaceId: admin.workspaceId, action: "budget.alerted" };
  return (await db.auditEvent.findMany({ where })).map(({ subject }) => subject);
}

const warned = async () => (await getUsage(admin)).alerts.map(({ scope, committed }) => [scope, committed]);

describe("a budget that passes its share", () => {
  test("is told of once in its period, however many holds take it there at once", async () => {
    await limit(WORKSPACE_SCOPE, "100");
    await limit(rep.userId, "50");
    await Promise.all(Array.from({ length: 39 }, () => hold(rep, 1)));
    expect(await alerted()).toEqual([]);
    await Promise.all(Array.from({ length: 11 }, () => hold(rep, 1)));
    expect(await alerted()).toEqual([rep.userId]);
    await Promise.all(Array.from({ length: 50 }, () => hold(admin, 1)));
    expect((await alerted()).toSorted()).toEqual([rep.userId, WORKSPACE_SCOPE].toSorted());
    expect(await warned()).toEqual([
      [WORKSPACE_SCOPE, "100"],
      [rep.userId, "50"],
    ]);
  });

  test("warns admins, and the member by their own figure, for as long as it stands there", async () => {
    await limit(rep.userId, "10");
    const attemptId = await hold(rep, 8);
    expect((await getUsage(rep)).own).toMatchObject({ credits: "2", isTight: true });
    expect((await getUsage(rep)).alerts).toEqual([]);
    expect(await warned()).toEqual([[rep.userId, "8"]]);
    await inTransaction((tx) => releaseRemainder(tx, { workspaceId: rep.workspaceId, attemptId }, "nothing came"));
    expect((await getUsage(rep)).own).toMatchObject({ credits: "10", isTight: false });
    expect(await warned()).toEqual([]);
    await hold(rep, 9);
    expect(await alerted()).toEqual([rep.userId]);
    expect(await warned()).toEqual([[rep.userId, "9"]]);
  });

  test("is told of again in the next period", async () => {
    await limit(rep.userId, "10");
    await hold(rep, 8);
    await db.$executeRaw`UPDATE budget_period SET starts_at = starts_at - interval '2 months', ends_at = now()`;
    await hold(rep, 8);
    expect(await alerted()).toEqual([rep.userId, rep.userId]);
  });

  test("is not told of where the hold is refused", async () => {
    await limit(rep.userId, "10");
    await limit(WORKSPACE_SCOPE, "8");
    await expect(hold(rep, 9)).rejects.toMatchObject({ code: "budget" });
    expect(await alerted()).toEqual([]);
  });

  test("is told of when a bill above the hold, a lower limit or a lower share takes it there", async () => {
    await limit(WORKSPACE_SCOPE, "100");
    const attemptId = await hold(rep, 9);
    const credits = new Prisma.Decimal(45);
    const charge = { workspaceId: rep.workspaceId, attemptId, part: "waterfall", credits, reason: "a test" } as const;
    await inTransaction((tx) => chargeCredits(tx, charge));
    expect(await alerted()).toEqual([]);
    await setSpendingRules(admin, { ...RULES, alertPercent: 45 });
    expect(await alerted()).toEqual([WORKSPACE_SCOPE]);
    await limit(rep.userId, "50");
    expect(await alerted()).toEqual([WORKSPACE_SCOPE, rep.userId]);
    const other = await aViewer({ workspaceId: rep.workspaceId });
    await limit(other.userId, "20");
    const odd = await hold(other, 5);
    await inTransaction((tx) => chargeCredits(tx, { ...charge, attemptId: odd, credits: new Prisma.Decimal(9) }));
    expect(await alerted()).toEqual([WORKSPACE_SCOPE, rep.userId, other.userId]);
  });
});

describe("a refusal says what is left, until when, and who can raise it:", () => {
  beforeEach(async () => {
    await db.user.update({ where: { id: admin.userId }, data: { name: "Ada Admin" } });
    await limit(WORKSPACE_SCOPE, "3");
  });

  test("an admin by name to a rep", async () => {
    await expect(hold(rep, 9)).rejects.toMatchObject({
      say: expect.stringMatching(
        /^The workspace's budget does not cover 9 more credits: 3 are left until it starts anew on 1 \w+\. Ada Admin can raise it\. Nothing was sent/,
      ) as string,
    });
  });

  test("an admin that it is them", async () => {
    await expect(hold(admin, 9)).rejects.toMatchObject({
      say: expect.stringContaining("You can raise it under Budgets.") as string,
    });
  });
});
