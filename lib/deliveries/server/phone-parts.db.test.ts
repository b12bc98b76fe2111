import { afterAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
const OFFICE = { number: "+12025550140", type: "work_hq" };
const MOBILE = { number: "+12025550101", type: "mobile" };
let viewer: Viewer;

beforeEach(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(closeDirectPool);

async function deliver({ attemptId, apolloId }: TestAttempt, ...phones: { number: string }[]): Promise<void> {
  await recordDelivery(attemptId, Buffer.from(phoneBody(apolloId, phones)), 3000);
  await applyDeliveries();
}

const ledgerOf = async (attempt: TestAttempt) => (await storyOfAttempt(attempt)).ledger;

test("what a mobile would cost stays held while another part may bring it, so no other lookup can spend it", async () => {
  await setBudget({ ...viewer, role: "admin" }, { scope: WORKSPACE_SCOPE, creditLimit: "10", resetDay: 1 });
  const attempt = await anAttempt(viewer);
  await deliver(attempt, OFFICE);
  expect(await ledgerOf(attempt)).toEqual(["hold lookup 9"]);
  await expect(anAttempt(viewer)).rejects.toMatchObject({ code: "budget" });
  await deliver(attempt, MOBILE);
  const story = await storyOfAttempt(attempt);
  expect([story.ledger, story.phoneState[0], story.numbers.toSorted()]).toEqual([
    ["charge phone 8", "hold lookup 9", "release lookup 1"],
    "delivered",
    [MOBILE.number, OFFICE.number],
  ]);
});

test("it is given back when no mobile has followed after 15 minutes, and a mobile that follows later is charged", async () => {
  const attempt = await anAttempt(viewer);
  await deliver(attempt, OFFICE);
  const { holdUntil } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.attemptId } });
  expect(Math.round(((holdUntil?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(15);
  expect(await sweepHolds()).toBe(0);
  await pass15Minutes(attempt);
  expect(await sweepHolds()).toBe(1);
  expect(await sweepHolds()).toBe(0);
  expect(await ledgerOf(attempt)).toEqual(["hold lookup 9", "release lookup 9"]);
  await deliver(attempt, MOBILE);
  expect(await ledgerOf(attempt)).toEqual(["charge phone 8", "hold lookup 9", "release lookup 9"]);
});

test("an office number that comes after the mobile holds nothing back", async () => {
  const attempt = await anAttempt(viewer);
  await deliver(attempt, MOBILE);
  await deliver(attempt, OFFICE);
  expect(await ledgerOf(attempt)).toEqual(["charge phone 8", "hold lookup 9", "release lookup 1"]);
});

async function pass15Minutes({ attemptId }: TestAttempt): Promise<void> {
  await db.attempt.update({ where: { id: attemptId }, data: { holdUntil: new Date(Date.now() - 1) } });
}
