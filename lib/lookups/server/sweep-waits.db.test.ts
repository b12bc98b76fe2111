import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { sweepWaits } from "@/lib/lookups/server/sweep-waits";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let viewer: Viewer;

beforeEach(async () => {
  await db.attempt.updateMany({ data: { phoneState: "not_asked", waterfallState: "not_asked" } });
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
afterAll(closeDirectPool);

/** Answered so long ago, its person known. */
async function answered(agoMs: number, given: Parameters<typeof anAttempt>[1] = {}): Promise<TestAttempt> {
  const attempt = await anAttempt(viewer, given);
  const answeredAt = new Date(Date.now() - agoMs);
  await db.attempt.update({
    where: { id: attempt.attemptId },
    data: { answeredAt, createdAt: answeredAt, pollAt: new Date() },
  });
  await aPerson(attempt);
  return attempt;
}

async function aPerson({ apolloId, lookupId }: TestAttempt): Promise<void> {
  const { workspaceId } = viewer;
  const profile = { fullName: "Ana Silva", departments: [], employment: [], search: "", phoneState: "waiting" };
  await db.person.create({
    data: { id: `per_${apolloId}`, workspaceId, apolloId, ...profile, observedAt: new Date() },
  });
  await db.lookup.update({ where: { id: lookupId }, data: { personId: `per_${apolloId}` } });
}

const personState = async ({ apolloId }: TestAttempt) =>
  (await db.person.findUniqueOrThrow({ where: { id: `per_${apolloId}` } })).phoneState;

describe("phones that do not come", () => {
  test("are late after 15 minutes, on attempt, lookup and person; the hold stays and the poll goes on", async () => {
    const soon = await answered(14 * MINUTE_MS);
    const late = await answered(16 * MINUTE_MS);
    expect(await sweepWaits()).toEqual({ late: 1, expired: 0 });
    expect((await storyOfAttempt(soon)).phoneState).toEqual(["waiting", "waiting"]);
    const story = await storyOfAttempt(late);
    expect([story.phoneState, await personState(late), story.ledger]).toEqual([
      ["late", "late"],
      "late",
      ["hold lookup 9"],
    ]);
    expect((await db.attempt.findUniqueOrThrow({ where: { id: late.attemptId } })).pollAt).not.toBeNull();
    expect((await getLookup(viewer, late.lookupId)).message).toContain("Phone numbers are late.");
    expect(await sweepWaits()).toEqual({ late: 0, expired: 0 });
  });

  test("have expired after 30 days: the hold goes back, nobody asks any more, and it says so", async () => {
    const attempt = await answered(30 * DAY_MS + MINUTE_MS, { phoneState: "late" });
    expect(await sweepWaits()).toEqual({ late: 0, expired: 1 });
    const story = await storyOfAttempt(attempt);
    expect([story.phoneState, await personState(attempt)]).toEqual([["expired", "expired"], "expired"]);
    expect(story.ledger).toEqual(["hold lookup 9", "release lookup 9"]);
    const { pollAt } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.attemptId } });
    const { ledger, message } = await getLookup(viewer, attempt.lookupId);
    expect([pollAt, ledger.at(-1)?.reason]).toEqual([null, "it never came"]);
    expect(message).toContain("Phone numbers never came.");
  });

  test.each(["late", "expired"] as const)("and that come when they are %s are applied all the same", async (state) => {
    const attempt = await answered((state === "late" ? 1 : 31) * DAY_MS);
    await sweepWaits();
    expect((await storyOfAttempt(attempt)).phoneState[0]).toBe(state);
    await recordDelivery(
      attempt.attemptId,
      Buffer.from(phoneBody(attempt.apolloId, [{ number: "+12025550101" }])),
      3000,
    );
    await applyDeliveries();
    const story = await storyOfAttempt(attempt);
    expect([story.phoneState[0], story.numbers, await personState(attempt)]).toEqual([
      ...["delivered", ["+12025550101"], "delivered"],
    ]);
    expect(story.ledger).toContain("charge phone 8");
  });

  test("a waterfall is late and expires likewise", async () => {
    const late = await answered(16 * MINUTE_MS, { phoneState: "not_asked", waterfallState: "waiting" });
    const never = await answered(31 * DAY_MS, { phoneState: "not_asked", waterfallState: "late" });
    await sweepWaits();
    expect([(await storyOfAttempt(late)).waterfallState, (await storyOfAttempt(never)).waterfallState]).toEqual([
      ["late", "late"],
      ["expired", "expired"],
    ]);
  });

  test("of a call whose outcome is unknown stay with that question", async () => {
    const attempt = await answered(DAY_MS, { state: "unknown", outcome: "unknown" });
    await sweepWaits();
    expect((await storyOfAttempt(attempt)).phoneState).toEqual(["waiting", "waiting"]);
  });
});

test("a person waits while any request for them does", async () => {
  const first = await answered(31 * DAY_MS, { phoneState: "late" });
  const second = await anAttempt(viewer, { returnedApolloId: first.apolloId });
  await db.lookup.update({ where: { id: second.lookupId }, data: { personId: `per_${first.apolloId}` } });
  await sweepWaits();
  expect(await personState(first)).toBe("waiting");
  const answeredAt = new Date(Date.now() - 16 * MINUTE_MS);
  await db.attempt.update({ where: { id: second.attemptId }, data: { answeredAt } });
  await sweepWaits();
  expect(await personState(first)).toBe("late");
  await recordDelivery(second.attemptId, Buffer.from(phoneBody(first.apolloId, [])), 3000);
  await applyDeliveries();
  expect(await personState(first)).toBe("none_found");
});
