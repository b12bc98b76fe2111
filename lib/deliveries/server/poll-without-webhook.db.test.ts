import { beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction } from "@/lib/db/client";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { env } from "@/lib/env/server";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
usePhoneProvider();
let rep: Viewer;

beforeEach(async () => {
  await db.attempt.updateMany({ data: { pollAt: null } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  const key = { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, key));
});

async function failTheTest(): Promise<void> {
  const id = `prb_${String(Math.random())}`;
  await db.webhookProbe.create({
    data: {
      ...{ id, workspaceId: rep.workspaceId, userId: rep.userId, appUrl: env.APP_URL, outcome: "refused" },
      ...{ tokenHash: new Uint8Array(sha256(id)), bodySha256: new Uint8Array(), finishedAt: new Date() },
    },
  });
}

async function aWait(): Promise<string> {
  const input = RequestLookupInput.parse({ email: "ana@acme.example", revealPhoneNumber: true });
  const { lookupId } = await requestLookup(rep, input);
  return (await getLookup(rep, lookupId)).attempt?.id ?? "";
}

/** Seconds until each following poll, to the nearest five, when the provider names ten each time. */
async function pauses(id: string, times: number): Promise<number[]> {
  const seconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await db.attempt.update({ where: { id }, data: { pollAt: new Date(0) } });
    await pollResults();
    const [row] = await db.$queryRaw<{ s: number }[]>`
      SELECT extract(epoch FROM poll_at - now())::float8 AS s FROM attempt WHERE id = ${id}`;
    seconds.push(Math.round((row?.s ?? 0) / 5) * 5);
  }
  return seconds;
}

test("where the webhook may be reached, the pause between two polls doubles", async () => {
  await db.webhookProbe.deleteMany();
  expect(await pauses(await aWait(), 4)).toEqual([10, 20, 40, 80]);
});

test("where it cannot, a result is asked for at the provider's own interval for ten minutes, then more rarely", async () => {
  const id = await aWait();
  await failTheTest();
  expect(await pauses(id, 6)).toEqual([10, 10, 10, 10, 10, 10]);
  await db.attempt.update({ where: { id }, data: { answeredAt: new Date(Date.now() - 1200_000) } });
  expect(await pauses(id, 1)).toEqual([300]);
  await db.attempt.update({ where: { id }, data: { answeredAt: new Date(Date.now() - 86_400_000) } });
  expect(await pauses(id, 1)).toEqual([3600]);
});

test("each time a result is asked for is noted", async () => {
  const id = await aWait();
  expect((await db.attempt.findUniqueOrThrow({ where: { id } })).polledAt).toBeNull();
  await pauses(id, 1);
  const { polledAt } = await db.attempt.findUniqueOrThrow({ where: { id } });
  expect(Date.now() - (polledAt?.getTime() ?? 0)).toBeLessThan(10_000);
});
