import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { getBudgets } from "@/lib/credits/server/get-budgets";
import { setBudget } from "@/lib/credits/server/set-budget";
import { chargeCredits, holdCredits, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;

const credits = (amount: string | number) => new Prisma.Decimal(amount);

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
    await holdCredits(tx, { workspaceId, attemptId, userId, ceiling: credits(ceiling) });
  });
  return attemptId;
}

async function sums(scope: string) {
  const period = await db.budgetPeriod.findFirst({ where: { workspaceId: rep.workspaceId, scope } });
  return [period?.held.toString(), period?.spent.toString()];
}

const ref = (attemptId: string) => ({ workspaceId: rep.workspaceId, attemptId });
const charge = (attemptId: string, amount: string | number) =>
  inTransaction((tx) =>
    chargeCredits(tx, { ...ref(attemptId), part: "profile", credits: credits(amount), reason: "of the test" }),
  );

describe("the overview", () => {
  test("keeps who was disabled or has left while what they spent counts, and drops them with the next period", async () => {
    const { workspaceId, userId } = rep;
    const other = await aViewer({ workspaceId });
    await aViewer({ workspaceId });
    await charge(await hold(rep, 9), 2);
    await charge(await hold(other, 9), 1);
    await db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    await db.membership.deleteMany({ where: { workspaceId, userId: other.userId } });
    const { members } = await getBudgets(admin);
    const told = members.map(({ id, role, isActive, spent }) => ({ id, role, isActive, spent }));
    expect(told.slice(0, 2)).toEqual([
      { id: userId, role: "rep", isActive: false, spent: "2" },
      { id: other.userId, role: null, isActive: false, spent: "1" },
    ]);
    expect(told.slice(2).map(({ role, isActive }) => [role, isActive])).toEqual(
      expect.arrayContaining([
        ["admin", true],
        ["rep", true],
      ]),
    );
    expect(told).toHaveLength(4);
    await db.budgetPeriod.deleteMany({ where: { workspaceId } });
    expect((await getBudgets(admin)).members).toHaveLength(2);
  });
});

describe("a budget", () => {
  test("follows hold, charge and release of the workspace and of the member", async () => {
    const attemptId = await hold(rep, 9);
    expect([await sums(WORKSPACE_SCOPE), await sums(rep.userId)]).toEqual([
      ["9", "0"],
      ["9", "0"],
    ]);
    await charge(attemptId, "1.02");
    await charge(attemptId, "1.02");
    expect(await sums(WORKSPACE_SCOPE)).toEqual(["7.98", "1.02"]);
    await inTransaction((tx) => releaseRemainder(tx, ref(attemptId), "nothing more"));
    expect([await sums(WORKSPACE_SCOPE), await sums(rep.userId)]).toEqual([
      ["0", "1.02"],
      ["0", "1.02"],
    ]);
  });

  test("opens its period once, for all who come first at once, and refuses none of them", async () => {
    for (let round = 0; round < 10; round += 1) {
      const viewer = await aViewer({ workspaceId: await aWorkspace() });
      await Promise.all(Array.from({ length: 10 }, () => hold(viewer, 1)));
      const periods = await db.budgetPeriod.findMany({ where: { workspaceId: viewer.workspaceId } });
      expect(periods.map(({ held }) => held.toString())).toEqual(["10", "10"]);
    }
  });

  test("of the workspace or of the member refuses what it does not cover, and nothing is written", async () => {
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "12", resetDay: 1 });
    await setBudget(admin, { scope: rep.userId, creditLimit: "9", resetDay: 1 });
    await hold(rep, 9);
    await expect(hold(rep, 1)).rejects.toMatchObject({
      code: "budget",
      say: expect.stringMatching(/^Your budget/) as string,
    });
    await expect(hold(admin, 4)).rejects.toMatchObject({
      code: "budget",
      say: expect.stringMatching(/^The workspace/) as string,
    });
    await hold(admin, 3);
    expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(2);
    expect([await sums(WORKSPACE_SCOPE), await sums(rep.userId)]).toEqual([
      ["12", "0"],
      ["9", "0"],
    ]);
  });

  test("is never overspent, and never refuses while there is room, however many ask at once", async () => {
    const second = await aViewer({ workspaceId: rep.workspaceId });
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "40", resetDay: 1 });
    await setBudget(admin, { scope: rep.userId, creditLimit: "10", resetDay: 1 });
    const asked = Array.from({ length: 80 }, (_, index) => hold(index % 2 ? rep : second, 1));
    const ended = await Promise.allSettled(asked);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(40);
    expect(await sums(WORKSPACE_SCOPE)).toEqual(["40", "0"]);
    expect(Number((await sums(rep.userId))[0])).toBeLessThanOrEqual(10);
  });

  test("lowered below what is in flight cancels nothing and holds nothing new until it fits", async () => {
    const attemptId = await hold(rep, 9);
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "5", resetDay: 1 });
    await expect(hold(rep, 1)).rejects.toMatchObject({ code: "budget" });
    await charge(attemptId, 1);
    await inTransaction((tx) => releaseRemainder(tx, ref(attemptId), "nothing more"));
    await hold(rep, 4);
    await expect(hold(rep, 1)).rejects.toMatchObject({ code: "budget" });
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: null, resetDay: 1 });
    await hold(rep, 100);
  });

  test("takes a charge above the hold as it was billed, and covers nothing more then", async () => {
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "9", resetDay: 1 });
    const attemptId = await hold(rep, 9);
    await charge(attemptId, 45);
    expect(await sums(WORKSPACE_SCOPE)).toEqual(["0", "45"]);
    await expect(hold(rep, 1)).rejects.toMatchObject({ code: "budget" });
  });

  test("begins anew when its period is over; a late charge counts where it was held", async () => {
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "9", resetDay: 1 });
    const attemptId = await hold(rep, 9);
    await db.$executeRaw`UPDATE budget_period SET starts_at = starts_at - interval '2 months', ends_at = now()`;
    await hold(rep, 9);
    await charge(attemptId, 8);
    const periods = await db.budgetPeriod.findMany({
      where: { workspaceId: rep.workspaceId, scope: WORKSPACE_SCOPE },
      orderBy: { startsAt: "asc" },
    });
    expect(periods.map(({ held, spent }) => [held.toString(), spent.toString()])).toEqual([
      ["1", "8"],
      ["9", "0"],
    ]);
    expect(periods[0]?.endsAt).toEqual(periods[1]?.startsAt);
  });

  test("is set by an admin alone, for a member of this workspace", async () => {
    await expect(setBudget(rep, { scope: rep.userId, creditLimit: "9", resetDay: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const stranger = await aViewer({ workspaceId: await aWorkspace() });
    await expect(setBudget(admin, { scope: stranger.userId, creditLimit: "9", resetDay: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("the ledger can only be added to, and a period never past its cap", async () => {
  const attemptId = await hold(rep, 9);
  await expect(db.ledgerEntry.updateMany({ where: { attemptId }, data: { credits: 0 } })).rejects.toThrow(
    /append-only/,
  );
  await expect(db.ledgerEntry.deleteMany({ where: { attemptId } })).rejects.toThrow(/append-only/);
  await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "9", resetDay: 1 });
  await expect(db.$executeRaw`UPDATE budget_period SET held = 10 WHERE scope = ${WORKSPACE_SCOPE}`).rejects.toThrow(
    /within_cap/,
  );
  await expect(db.$executeRaw`UPDATE budget_period SET spent = -1`).rejects.toThrow(/held_spent/);
});
