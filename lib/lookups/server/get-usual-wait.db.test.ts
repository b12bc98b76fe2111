import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { getUsualWait } from "@/lib/lookups/server/get-usual-wait";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let viewer: Viewer;

beforeEach(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});

/** Phones that came so many seconds after the answer, and a second part much later. */
async function anArrival(tookS: number, { agoDays = 1, kind = "phone" } = {}): Promise<void> {
  const { workspaceId } = viewer;
  const { attemptId } = await anAttempt(viewer, { phoneState: "delivered" });
  const answeredAt = new Date(Date.now() - agoDays * 86_400_000);
  await db.attempt.update({ where: { id: attemptId }, data: { answeredAt } });
  const delivery = (afterS: number) => ({
    ...{ id: newId("delivery"), workspaceId, attemptId, body: new Uint8Array(), state: "applied", kind },
    bodySha256: new Uint8Array(sha256(String(afterS))),
    receivedAt: new Date(answeredAt.getTime() + afterS * 1000),
  });
  await db.delivery.createMany({ data: [delivery(tookS), delivery(tookS + 3600)] });
}

test("nothing is said below five arrivals", async () => {
  for (const seconds of [10, 20, 30, 40]) await anArrival(seconds);
  await anArrival(1, { agoDays: 91 });
  await anArrival(1, { kind: "failure" });
  expect(await getUsualWait(viewer.workspaceId)).toBeNull();
});

test("median and nine in ten, from the answer to the first part, of this workspace alone", async () => {
  for (const seconds of [10, 20, 30, 40, 100]) await anArrival(seconds);
  const waiting = await anAttempt(viewer);
  expect((await getLookup(viewer, waiting.lookupId)).usualWait).toEqual({ medianS: 30, p90S: 76 });
  const other = await aViewer({ workspaceId: await aWorkspace() });
  expect(await getUsualWait(other.workspaceId)).toBeNull();
});

test("is said only while phones are on their way", async () => {
  for (let index = 0; index < 5; index += 1) await anArrival(30);
  const done = await anAttempt(viewer, { phoneState: "delivered" });
  expect((await getLookup(viewer, done.lookupId)).usualWait).toBeNull();
});
