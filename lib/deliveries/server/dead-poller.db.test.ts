import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null } = { stub: null };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

/** Each worker looks for what is due this often. */
const ROUND_EVERY_S = 5;
const PENDING = answerJson(404, { error_code: "result_pending", retry_after_seconds: 3000 });
let attempt: TestAttempt;

function stub(): ProviderStub {
  if (!held.stub) throw new Error("no stub");
  return held.stub;
}

beforeAll(async () => {
  held.stub = await startProviderStub();
});
afterAll(async () => {
  await stub().close();
  await closeDirectPool();
});
beforeEach(async () => {
  const workspaceId = await aWorkspace();
  const rep = await aViewer({ workspaceId });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  const stored = await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  attempt = await anAttempt(rep);
  const data = { requestId: "-7184329501642039001", apiKeyId: stored.id, pollAt: new Date(0) };
  await db.attempt.update({ where: { id: attempt.attemptId }, data });
});

const pass = (seconds: number) => db.$executeRaw`
  UPDATE attempt SET poll_at = poll_at - make_interval(secs => ${seconds}::double precision)
   WHERE id = ${attempt.attemptId}`;

test("what a worker has taken up to ask for is asked for by another one within 60 s of its death", async () => {
  const others: number[] = [];
  stub().answerWith(async (call, response) => {
    // The first worker is in the middle of its call, and is never heard of again.
    if (stub().calls.length === 1) {
      others.push(await pollResults());
      await pass(60 - ROUND_EVERY_S);
      others.push(await pollResults());
    }
    await PENDING(call, response);
  });
  await pollResults();
  expect(others).toEqual([0, 1]);
  expect(stub().calls).toHaveLength(2);
});
