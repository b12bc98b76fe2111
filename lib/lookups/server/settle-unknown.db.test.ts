import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null } = { stub: null };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 1500 }),
}));

useTestDatabase();

let rep: Viewer;
let admin: Viewer;

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

const matchCalls = () => stub().calls.filter(({ path }) => path.endsWith("people/match")).length;

beforeAll(async () => {
  provider.stub = await startProviderStub();
});
afterAll(() => stub().close());

beforeEach(async () => {
  // What the test before left in doubt is no matter of this one.
  await db.attempt.updateMany({ where: { settledAt: null }, data: { settledAt: new Date() } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ role: "admin", workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  stub().answerWith((_call, response) => void response.destroy());
});

async function lookUp(email: string, input: Partial<RequestLookupInput> = {}): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email, ...input }))).lookupId;
}

async function told(lookupId: string) {
  const { outcome, errorCode, creditsHeld, creditsCharged, phoneState } = await getLookup(rep, lookupId);
  return { outcome, errorCode, creditsHeld, creditsCharged, phoneState };
}

describe("a person settles an unknown outcome", () => {
  test("as not charged: the hold goes back, and the same may be asked again", async () => {
    const id = await lookUp("ana@acme.example", { revealPhoneNumber: true });
    expect(await told(id)).toMatchObject({ outcome: "unknown", creditsHeld: "9", phoneState: "waiting" });
    await decideUnknown(rep, { lookupId: id, decision: "not_charged" });
    expect(await told(id)).toEqual({
      ...{ outcome: "failed", errorCode: "not_carried_out", phoneState: "not_asked" },
      ...{ creditsHeld: "0", creditsCharged: "0" },
    });
    await lookUp("ana@acme.example", { revealPhoneNumber: true });
    expect(matchCalls()).toBe(2);
  });

  test("as charged: the profile is charged, the rest goes back, and it says that the answer is lost", async () => {
    const id = await lookUp("ana@acme.example");
    await decideUnknown(admin, { lookupId: id, decision: "charged" });
    expect(await told(id)).toMatchObject({ errorCode: "answer_lost", creditsHeld: "0", creditsCharged: "1" });
    await expect(decideUnknown(admin, { lookupId: id, decision: "not_charged" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("only an admin or the rep who asked, and it is audited", async () => {
    const id = await lookUp("ana@acme.example");
    const other = await aViewer({ workspaceId: rep.workspaceId });
    const reviewer = await aViewer({ role: "reviewer", workspaceId: rep.workspaceId });
    const decision = { lookupId: id, decision: "charged" } as const;
    await expect(decideUnknown(other, decision)).rejects.toMatchObject({ code: "not_found" });
    await expect(decideUnknown(reviewer, decision)).rejects.toMatchObject({ code: "forbidden" });
    await decideUnknown(rep, decision);
    const [line] = await db.$queryRaw<{ action: string; actor_id: string }[]>`
      SELECT action, actor_id FROM audit_event WHERE subject = ${id} AND action <> 'reveal.requested'`;
    expect(line).toEqual({ action: "unknown.charged", actor_id: rep.userId });
  });
});

describe("a process that died in mid-call", () => {
  test("leaves its attempts unknown 20 s after its last beat; a living one's are left alone", async () => {
    const ids = [await lookUp("ana@acme.example"), await lookUp("bo@acme.example")];
    const lookups = await db.lookup.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: "asc" } });
    const [dead, alive] = lookups.map(({ attemptId }) => attemptId ?? "");
    const sentAt = new Date(Date.now() - 21_000);
    await db.attempt.updateMany({ where: { id: dead ?? "" }, data: { state: "sending", sentAt, sender: "gone" } });
    await db.attempt.updateMany({ where: { id: alive ?? "" }, data: { state: "sending", sentAt, sender: "here" } });
    await db.instancePulse.createMany({
      data: [
        { id: "here", beatAt: new Date() },
        { id: "gone", beatAt: sentAt },
      ],
    });
    expect(await sweepStaleAttempts()).toBe(1);
    expect((await db.attempt.findUniqueOrThrow({ where: { id: dead ?? "" } })).state).toBe("unknown");
    expect((await db.attempt.findUniqueOrThrow({ where: { id: alive ?? "" } })).state).toBe("sending");
  });
});
