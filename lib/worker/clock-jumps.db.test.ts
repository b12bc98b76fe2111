import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { findSession, removeOldSessions, startSession } from "@/lib/auth/session-store";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { sweepForgottenQueue, sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { sweepWaits } from "@/lib/lookups/server/sweep-waits";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null } = { stub: null };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const DAY_MS = 86_400_000;
const NOTHING = { stale: 0, forgotten: 0, sent: 0, polled: 0, holds: 0, waits: { late: 0, expired: 0 }, sessions: 0 };
let rep: Viewer;

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
  rep = await aViewer({ workspaceId });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
});
afterEach(() => vi.useRealTimers());

/** This machine's clock is wrong from now on; the database's is not. */
const jump = (byMs: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + byMs });

/** Everything that ends, sends or removes something because of its age. */
async function sweepAll() {
  return {
    stale: await sweepStaleAttempts(),
    forgotten: await sweepForgottenQueue(),
    sent: await sendReserved(),
    polled: await pollResults(),
    holds: await sweepHolds(),
    waits: await sweepWaits(),
    sessions: await removeOldSessions(db, { days: 60, max: 1000 }),
  };
}

async function lookUp(email: string): Promise<string> {
  const asked = RequestLookupInput.parse({ email, revealPhoneNumber: true });
  return (await requestLookup(rep, asked)).lookupId;
}

const beat = () =>
  db.$executeRaw`insert into instance_pulse (id, beat_at) values (${INSTANCE_ID}, now())
                 on conflict (id) do update set beat_at = now()`;

describe.each([
  ["a day ahead", DAY_MS],
  ["a day behind", -DAY_MS],
])("a machine whose clock is %s", (_how, byMs) => {
  test("ends no call that is under way, and asks for its phones when it is time", async () => {
    const swept: unknown[] = [];
    stub().answerWith(async (call, response) => {
      await beat();
      swept.push(await sweepAll());
      const found = { person: { id: anApolloId(), name: "Ana Silva", email: call.body["email"] }, request_id: 5 };
      await answerJson(200, found)(call, response);
    });
    jump(byMs);
    const lookupId = await lookUp("ana@acme.example");
    swept.push(await sweepAll());
    vi.useRealTimers();
    swept.push(await sweepAll());
    expect(swept).toEqual([NOTHING, NOTHING, NOTHING]);
    const { outcome, phoneState, creditsHeld, attempt } = await getLookup(rep, lookupId);
    expect({ outcome, phoneState, creditsHeld }).toEqual({
      outcome: "matched",
      phoneState: "waiting",
      creditsHeld: "8",
    });
    const [due] = await db.$queryRaw<{ inS: number }[]>`
      select extract(epoch from poll_at - now())::float8 as "inS" from attempt where id = ${attempt?.id ?? ""}`;
    expect(due?.inS).toBeGreaterThan(90);
    expect(due?.inS).toBeLessThan(130);
  });

  test("sends what was told to wait when its pause is over, not before, and once", async () => {
    stub().answerWith(answerJson(429, { message: "The maximum number of api calls" }, { "retry-after": "3600" }));
    await lookUp("ana@acme.example");
    jump(byMs);
    expect(await sweepAll()).toEqual(NOTHING);
    await db.$executeRaw`update provider_pause set paused_until = now()`;
    await db.$executeRaw`update attempt set send_after = now() where workspace_id = ${rep.workspaceId} and state = 'reserved'`;
    stub().answerWith(answerJson(200, { person: null }));
    const sent = await Promise.all([sendReserved(), sendReserved()]);
    expect(sent.reduce((sum, count) => sum + count)).toBe(1);
    expect(stub().calls).toHaveLength(1);
  });

  test("asks a second time for the same within moments and pays once", async () => {
    stub().answerWith(answerJson(200, { person: null }));
    jump(byMs);
    await lookUp("ana@acme.example");
    await lookUp("ana@acme.example");
    expect(stub().calls).toHaveLength(1);
  });

  test("signs nobody out", async () => {
    const { userId } = rep;
    const sessionId = await inTransaction((tx) => startSession(tx, { userId, address: "192.0.2.1" }));
    jump(byMs);
    expect(await findSession({ sessionId, userId, sessionVersion: 1 })).toMatchObject({ userId });
    expect(await removeOldSessions(db, { days: 60, max: 1000 })).toBe(0);
  });
});
