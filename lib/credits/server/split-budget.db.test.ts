import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { splitBudget } from "@/lib/credits/server/split-budget";
import { undoSplit } from "@/lib/credits/server/undo-split";
import { db } from "@/lib/db/client";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
let reps: Viewer[];

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ role: "admin", workspaceId });
  reps = [];
  for (let index = 0; index < 3; index += 1) reps.push(await aViewer({ workspaceId }));
  await aViewer({ role: "reviewer", workspaceId });
  await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "100", resetDay: 12 });
});

const memberIds = () => reps.map(({ userId }) => userId);
const setFor = async () =>
  Object.fromEntries(
    (await db.budget.findMany({ where: { workspaceId: admin.workspaceId, scope: { not: WORKSPACE_SCOPE } } })).map(
      ({ scope, creditLimit, resetDay }) => [scope, [creditLimit?.toString() ?? null, resetDay]],
    ),
  );

describe("an equal split", () => {
  test("gives every active rep the same share, in force at once, and stands in the audit once", async () => {
    const [first] = reps;
    if (!first) throw new Error("no rep");
    await anAttempt(first);
    await splitBudget(admin, { creditLimit: "100", memberIds: memberIds() });
    expect(await setFor()).toEqual(Object.fromEntries(memberIds().map((id) => [id, ["33", 12]])));
    const where = { workspaceId: admin.workspaceId, scope: first.userId };
    const period = await db.budgetPeriod.findFirstOrThrow({ where });
    expect([period.creditLimit?.toString(), period.held.toString()]).toEqual(["33", "9"]);
    const events = await db.auditEvent.findMany({
      where: { workspaceId: admin.workspaceId, action: "budget.split" },
    });
    expect(events.map(({ detail }) => detail)).toEqual([
      { creditLimit: "100", share: "33", remainder: "1", members: 3 },
    ]);
  });

  test.each([
    [
      "the workspace's limit has changed",
      () => setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "90", resetDay: 12 }),
    ],
    ["a rep has come", () => aViewer({ workspaceId: admin.workspaceId })],
    [
      "a rep's account was disabled",
      () => db.user.update({ where: { id: reps[0]?.userId ?? "" }, data: { disabledAt: new Date() } }),
    ],
  ])("sets nothing when %s since it was shown", async (_what, change) => {
    const shown = { creditLimit: "100", memberIds: memberIds() };
    await change();
    await expect(splitBudget(admin, shown)).rejects.toMatchObject({ code: "conflict" });
    expect(await setFor()).toEqual({});
  });

  test("is undone: everybody has the limit of before, but for whom someone gave another since", async () => {
    const [first, second, third] = memberIds();
    await setBudget(admin, { scope: first ?? "", creditLimit: "7.5", resetDay: 12 });
    const { share, limits } = await splitBudget(admin, { creditLimit: "100", memberIds: memberIds() });
    await setBudget(admin, { scope: third ?? "", creditLimit: "40", resetDay: 12 });
    expect(await undoSplit(admin, { share, limits })).toEqual({ restored: 2 });
    expect(await setFor()).toEqual({
      [first ?? ""]: ["7.5", 12],
      [second ?? ""]: [null, 12],
      [third ?? ""]: ["40", 12],
    });
    expect(await undoSplit(admin, { share, limits })).toEqual({ restored: 0 });
  });

  test("is an admin's alone, as its undoing is", async () => {
    for (const viewer of reps.slice(0, 1)) {
      await expect(splitBudget(viewer, { creditLimit: "100", memberIds: memberIds() })).rejects.toMatchObject({
        code: "forbidden",
      });
      const limits = [{ scope: viewer.userId, creditLimit: "900" }];
      await expect(undoSplit(viewer, { share: "33", limits })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
