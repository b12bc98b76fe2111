import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { replayDelivery, replayQuarantined } from "@/lib/deliveries/server/replay-delivery";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { closeListener } from "@/lib/live/listener";
import { newId } from "@/lib/ids/ids";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
afterAll(async () => {
  await closeListener();
  await closeDirectPool();
});

let admin: Viewer;
let attempt: TestAttempt;

beforeAll(async () => {
  admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});
beforeEach(async () => {
  attempt = await anAttempt(admin);
});

/** A good body that was put aside, as a defect of ours would have it. */
async function putAside(state = "quarantined", reason = "could not be applied: TypeError"): Promise<string> {
  await recordDelivery(attempt.attemptId, Buffer.from(phoneBody(attempt.apolloId, [{ number: "+12025550143" }])), 3000);
  const { id } = await db.delivery.findFirstOrThrow({ where: { attemptId: attempt.attemptId } });
  await db.delivery.update({ where: { id }, data: { state, reason, appliedAt: new Date() } });
  return id;
}

const stateOf = async (id: string) => (await db.delivery.findUniqueOrThrow({ where: { id } })).state;
const auditOf = (subject: string) => db.auditEvent.findMany({ where: { action: "delivery.replayed", subject } });

test.each(["quarantined", "mismatch"])(
  "a %s body is applied after a replay, and the audit keeps why it was aside",
  async (state) => {
    const id = await putAside(state, "it was 12025550143");
    expect(await replayDelivery(admin, id)).toEqual({ replayed: 1 });
    await applyDeliveries();
    const story = await storyOfAttempt(attempt);
    expect([story.deliveries, story.numbers]).toEqual([["applied phone"], ["+12025550143"]]);
    expect(story.ledger).toContain("charge phone 8");
    expect(await auditOf(id)).toMatchObject([
      { actorId: admin.userId, detail: { state, reason: "it was •••••••••43" } },
    ]);
  },
);

test("applied a second time it changes nothing and costs nothing", async () => {
  const id = await putAside();
  await replayDelivery(admin, id);
  await applyDeliveries();
  const first = await storyOfAttempt(attempt);
  await db.delivery.update({ where: { id }, data: { state: "quarantined" } });
  await replayDelivery(admin, id);
  await applyDeliveries();
  const { person, ...second } = await storyOfAttempt(attempt);
  const { person: before, ...once } = first;
  expect(second).toEqual(once);
  expect(person?.phones).toHaveLength(before?.phones.length ?? 0);
});

test("of twenty clicks at once one replays, the others are told", async () => {
  const id = await putAside();
  const clicks = await Promise.allSettled(Array.from({ length: 20 }, () => replayDelivery(admin, id)));
  expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const click of clicks) if (click.status === "rejected") expect(click.reason).toMatchObject({ code: "conflict" });
  expect(await auditOf(id)).toHaveLength(1);
});

test("what is applied, waits or was dropped is not replayed", async () => {
  for (const state of ["applied", "received", "dropped"]) {
    attempt = await anAttempt(admin);
    const id = await putAside(state);
    await expect(replayDelivery(admin, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await stateOf(id)).toBe(state);
    await db.delivery.delete({ where: { id } });
  }
});

test("only an admin of the workspace may", async () => {
  const id = await putAside();
  const { workspaceId } = admin;
  for (const role of ["rep", "reviewer"] as const) {
    const viewer = await aViewer({ workspaceId, role });
    await expect(replayDelivery(viewer, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(replayQuarantined(viewer, new Date())).rejects.toMatchObject({ code: "forbidden" });
  }
  const outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  await expect(replayDelivery(outsider, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await replayQuarantined(outsider, new Date())).toEqual({ replayed: 0 });
  expect(await stateOf(id)).toBe("quarantined");
});

test("all that is quarantined goes at once, beyond one commit; mismatches and what is put aside later stay", async () => {
  const { workspaceId } = admin;
  const now = new Date();
  const row = (index: number, state: string, appliedAt: Date) => ({
    ...{ id: newId("delivery"), workspaceId, attemptId: attempt.attemptId, state, appliedAt, reason: "not JSON" },
    ...{ body: new Uint8Array([1]), bodySha256: new Uint8Array(sha256(String(index))) },
  });
  const before = await db.delivery.count({ where: { workspaceId, state: "quarantined" } });
  const rows = Array.from({ length: 250 }, (_, index) => row(index, "quarantined", now));
  await db.delivery.createMany({
    data: [...rows, row(500, "mismatch", now), row(501, "quarantined", new Date(now.getTime() + 60_000))],
  });
  expect(await replayQuarantined(admin, now)).toEqual({ replayed: 250 + before });
  const left = await db.delivery.groupBy({ by: ["state"], where: { attemptId: attempt.attemptId }, _count: true });
  expect(Object.fromEntries(left.map(({ state, _count }) => [state, _count]))).toEqual({
    received: 250,
    mismatch: 1,
    quarantined: 1,
  });
  await applyDeliveries();
  expect(await db.delivery.count({ where: { attemptId: attempt.attemptId, state: "quarantined" } })).toBe(251);
});

test("the worker is told: nobody waits for the sweep", async () => {
  const id = await putAside();
  const worker = startDeliveriesWorker({ sweepMs: 600_000 });
  // The worker listens once its first round is over; until then the round itself would take the body.
  await replayDelivery(admin, id);
  await expect.poll(() => stateOf(id), { timeout: 5000 }).toBe("applied");
  await worker.stop();
});
