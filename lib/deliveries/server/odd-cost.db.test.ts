import { afterAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let rep: Viewer;
beforeEach(async () => {
  rep = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(closeDirectPool);

async function arrive({ attemptId }: TestAttempt, ...bodies: string[]): Promise<void> {
  for (const body of bodies) await recordDelivery(attemptId, Buffer.from(body), 2000);
  await applyDeliveries();
}

const MOBILE = [{ number: "+12025550101" }];

test("a negative cost of a phone charges by the price list, and the lookup says what was reported", async () => {
  const attempt = await anAttempt(rep);
  await arrive(attempt, phoneBody(attempt.apolloId, MOBILE, { credits_consumed: -8 }));
  expect((await storyOfAttempt(attempt)).ledger).toContain("charge phone 8");
  expect((await getLookup(rep, attempt.lookupId)).attempt?.oddCost).toBe("-8");
});

test("an absurd cost of a waterfall charges nothing, gives the hold back and is kept as reported", async () => {
  const attempt = await anAttempt(rep, { phoneState: "not_asked", waterfallState: "waiting" });
  const body = waterfallBody(attempt.apolloId, { emails: ["ana@acme.example"] });
  await arrive(attempt, body.replace('"credits_consumed":2.02', '"credits_consumed":99999'));
  const { ledger } = await storyOfAttempt(attempt);
  expect(ledger.filter((line) => line.startsWith("charge"))).toEqual([]);
  expect((await getLookup(rep, attempt.lookupId)).attempt?.oddCost).toBe("99999");
  const periods = await db.budgetPeriod.findMany({ where: { workspaceId: rep.workspaceId } });
  expect(new Set(periods.map(({ spent }) => spent.toString()))).toEqual(new Set(["0"]));
});

test("an ordinary cost leaves no mark, and of two odd ones the same stays whatever their order", async () => {
  const ordinary = await anAttempt(rep);
  await arrive(ordinary, phoneBody(ordinary.apolloId, MOBILE));
  expect((await getLookup(rep, ordinary.lookupId)).attempt?.oddCost).toBeNull();
  const kept = [];
  for (const order of [
    [-8, 400],
    [400, -8],
  ]) {
    const attempt = await anAttempt(rep);
    const bodies = order.map((credits) => phoneBody(attempt.apolloId, MOBILE, { credits_consumed: credits }));
    for (const body of bodies) await arrive(attempt, body);
    kept.push((await getLookup(rep, attempt.lookupId)).attempt?.oddCost);
  }
  expect(new Set(kept).size).toBe(1);
});
