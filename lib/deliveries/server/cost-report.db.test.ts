import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
const MOBILE = { number: "+12025550101", type: "mobile" };
let viewer: Viewer;

beforeEach(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(closeDirectPool);

/** The body with another cost: the bare text, as no program of ours would write it. */
const withCost = (body: string, cost: string) =>
  body.replace(/"credits_consumed":[\d.]+/, `"credits_consumed":${cost}`);

async function settle({ attemptId }: TestAttempt, body: string) {
  await recordDelivery(attemptId, Buffer.from(body), 3000);
  await applyDeliveries();
  const entries = await db.ledgerEntry.findMany({ where: { attemptId }, orderBy: { createdAt: "asc" } });
  const period = await db.budgetPeriod.findFirstOrThrow({
    where: { workspaceId: viewer.workspaceId, scope: WORKSPACE_SCOPE },
  });
  const kept = await db.delivery.findFirstOrThrow({ where: { attemptId } });
  return {
    charged: entries.filter(({ kind }) => kind === "charge").map(({ credits }) => credits.toString()),
    told: entries.map(({ reason }) => reason).join("\n"),
    sums: [period.held.toString(), period.spent.toString()],
    body: Buffer.from(kept.body).toString(),
  };
}

describe("a phone's cost as reported", () => {
  test.each([
    ["-8", "8"],
    ["1000000000", "8"],
    ["8.5", "8"],
  ])("%s cannot be: the price list's is charged, and the ledger tells what was reported", async (cost, charged) => {
    const attempt = await anAttempt(viewer);
    const body = withCost(phoneBody(attempt.apolloId, [MOBILE]), cost);
    const found = await settle(attempt, body);
    expect(found).toMatchObject({ charged: [charged], sums: ["0", charged], body });
    expect(found.told).toContain(`the provider reported ${cost}`);
  });

  test("that is no amount at all changes nothing of the price, and the body keeps it", async () => {
    const attempt = await anAttempt(viewer);
    const body = withCost(phoneBody(attempt.apolloId, [MOBILE]), "1e99");
    expect(await settle(attempt, body)).toMatchObject({ charged: ["8"], sums: ["0", "8"], body });
  });

  test("within the price list, and of part of a credit, is charged as it is", async () => {
    const attempt = await anAttempt(viewer);
    const found = await settle(attempt, withCost(phoneBody(attempt.apolloId, [MOBILE]), "7.25"));
    expect(found).toMatchObject({ charged: ["7.25"], sums: ["0", "7.25"] });
  });
});

describe("a waterfall's cost as reported", () => {
  const waiting = { phoneState: "not_asked", waterfallState: "waiting" };

  test.each(["-2.5", "1000000000", "1e99"])(
    "%s cannot be: no balance moves by it, and the body keeps it",
    async (cost) => {
      const attempt = await anAttempt(viewer, waiting);
      const body = withCost(waterfallBody(attempt.apolloId, { emails: ["a@b.example"] }), cost);
      expect(await settle(attempt, body)).toMatchObject({ charged: [], sums: ["0", "0"], body });
    },
  );

  test("of many decimals is charged to the fourth", async () => {
    const attempt = await anAttempt(viewer, waiting);
    const body = withCost(waterfallBody(attempt.apolloId, { emails: ["a@b.example"] }), "2.020199999");
    expect(await settle(attempt, body)).toMatchObject({ charged: ["2.0202"], sums: ["0", "2.0202"] });
    expect((await storyOfAttempt(attempt)).waterfallState[0]).toBe("delivered");
  });
});
