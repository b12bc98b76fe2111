import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { newId } from "@/lib/ids/ids";
import { hasWorkerPulse } from "@/lib/jobs/worker-pulse";
import { CHANNELS } from "@/lib/live/channels";
import { closeListener } from "@/lib/live/listener";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { startWorker, type Worker } from "@/lib/worker/start-worker";

useTestDatabase();

afterAll(async () => {
  await closeListener();
  await closeDirectPool();
});

let viewer: Viewer;
beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});

describe("a running worker", () => {
  let worker: Worker;
  beforeAll(() => {
    worker = startWorker();
  });
  afterAll(() => worker.stop());

  test("says that it lives", async () => {
    await expect.poll(hasWorkerPulse).toBe(true);
  });

  test("has every sweep and purge on its schedule", async () => {
    const readSchedule = () =>
      db.$queryRaw<{ name: string; cron: string }[]>`select name, cron from pgboss.schedule order by name`;
    const hasSchedule = () =>
      db.$queryRaw<{ made: boolean }[]>`select to_regclass('pgboss.schedule') is not null as made`;
    await expect.poll(async () => (await hasSchedule())[0]?.made, { timeout: 10_000 }).toBe(true);
    await expect.poll(readSchedule, { timeout: 10_000 }).toEqual([
      { name: "expire-approvals", cron: "*/10 * * * *" },
      { name: "prune-sandbox", cron: "37 3 * * *" },
      { name: "reconcile-keys", cron: "7 2 * * *" },
      { name: "request-retention", cron: "17 3 * * *" },
      { name: "sweep-forgotten-queue", cron: "23 * * * *" },
    ]);
  });

  test("ends the attempts of a process that died in mid-call, a minute after they could have ended", async () => {
    const attempt = await anAttempt(viewer, {
      state: "sending",
      sentAt: new Date(Date.now() - 81_000),
      settledAt: null,
      outcome: "sending",
    });
    await worker.stop();
    worker = startWorker();
    await expect.poll(async () => (await storyOfAttempt(attempt)).state, { timeout: 5000 }).toBe("unknown");
  });
});

test("a body that no notice told of is applied by the sweep, within 30 s", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const worker = startDeliveriesWorker();
  try {
    const attempt = await anAttempt(viewer);
    await untilIdle();
    await storeInSilence(attempt);
    vi.advanceTimersByTime(29_999);
    expect((await storyOfAttempt(attempt)).deliveries).toEqual(["received -"]);
    vi.advanceTimersByTime(1);
    await expect.poll(async () => (await storyOfAttempt(attempt)).phoneState[1], { timeout: 5000 }).toBe("delivered");
  } finally {
    vi.useRealTimers();
    await worker.stop();
  }
});

/** The worker looks around when it starts and when its listening begins; a first body shows that it has. */
async function untilIdle(): Promise<void> {
  const first = await anAttempt(viewer);
  await storeInSilence(first);
  await db.$executeRaw`select pg_notify(${CHANNELS.deliveries}, '')`;
  await expect.poll(async () => (await storyOfAttempt(first)).phoneState[1], { timeout: 5000 }).toBe("delivered");
}

/** As a process leaves a body that dies between its commit and its notice. */
async function storeInSilence({ attemptId, apolloId }: TestAttempt): Promise<void> {
  const body = Buffer.from(phoneBody(apolloId, [{ number: "+12125550101" }]));
  await db.delivery.create({
    data: {
      id: newId("delivery"),
      workspaceId: viewer.workspaceId,
      attemptId,
      bodySha256: new Uint8Array(sha256(body)),
      body: new Uint8Array(body),
    },
  });
}
