import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { findSession, startSession } from "@/lib/auth/session-store";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { describeOutcome } from "@/lib/lookups/describe-outcome";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { changeRole } from "@/lib/members/server/change-role";
import { disableMember } from "@/lib/members/server/disable-member";
import { removeMember } from "@/lib/members/server/remove-member";
import { anActor } from "@/lib/members/testing/an-actor";
import type { Actor } from "@/lib/members/server/actor";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

const LIMITED = answerJson(429, { message: "The maximum number of api calls" }, { "retry-after": "1" });
let rep: Viewer;
let admin: Actor;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await anActor(workspaceId);
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "Key", key: "a-key-of-the-test" }),
  );
  answering();
});

/** The provider finds everybody, once `meanwhile` is over. */
function answering(meanwhile: () => Promise<unknown> = () => Promise.resolve()): void {
  stub().answerWith(async (call, response) => {
    await meanwhile();
    await answerJson(200, { person: { id: anApolloId(), name: "Ana Silva", email: call.body["email"] } })(
      call,
      response,
    );
  });
}

async function lookUp(email: string, viewer = rep): Promise<string> {
  return (await requestLookup(viewer, RequestLookupInput.parse({ email }))).lookupId;
}

/** A lookup that the provider told to wait, and whose time has come. */
async function queued(email: string): Promise<string> {
  stub().answerWith(LIMITED);
  const lookupId = await lookUp(email);
  answering();
  return lookupId;
}

async function passThePause(): Promise<void> {
  await db.providerPause.deleteMany();
  await db.attempt.updateMany({ where: { state: "reserved" }, data: { sendAfter: new Date(0) } });
}

const callsOf = () => stub().calls.filter(({ path }) => path.endsWith("people/match")).length;

async function heldOf({ workspaceId }: Viewer): Promise<number> {
  const periods = await db.budgetPeriod.findMany({ where: { workspaceId, scope: "workspace" } });
  return periods.reduce((sum, { held: credits }) => sum + credits.toNumber(), 0);
}

test("who is disabled while their call is under way: it ends, person and charge are kept, and they are let in no more", async () => {
  const sessionId = await startSession(db, { userId: rep.userId, address: "192.0.2.1" });
  const cookie = { sessionId, userId: rep.userId, sessionVersion: 1 };
  answering(async () => {
    expect(await findSession(cookie)).not.toBeNull();
    await disableMember(admin, rep.userId);
  });
  const lookupId = await lookUp("ana@acme.example");
  expect(await getLookup(admin, lookupId)).toMatchObject({ outcome: "matched", creditsCharged: "1", creditsHeld: "0" });
  expect(await db.person.count({ where: { workspaceId: rep.workspaceId } })).toBe(1);
  expect(await findSession(cookie)).toBeNull();
});

describe("what is queued is not sent, gives its hold back and says why,", () => {
  test.each([
    ["was disabled", disableMember],
    ["was removed", removeMember],
    ["only reads now", (by: Actor, userId: string) => changeRole(by, { userId, role: "reviewer" })],
  ] as const)("when whoever asked %s", async (_what, act) => {
    const lookupId = await queued("ana@acme.example");
    expect(await heldOf(rep)).toBe(1);
    const before = callsOf();
    await act(admin, rep.userId);
    // Not after the pause only: the budget has it back at once.
    expect([await sendReserved(), callsOf(), await heldOf(rep)]).toEqual([0, before, 0]);
    await passThePause();
    expect([await sendReserved(), callsOf()]).toEqual([0, before]);
    const told = await getLookup(admin, lookupId);
    expect(told).toMatchObject({ outcome: "failed", errorCode: "asker_gone", creditsHeld: "0", creditsCharged: "0" });
    expect(describeOutcome({ ...told, responseStatus: null })).toMatch(/may no longer look up here.*No credits spent/);
  });
});

test("what somebody else asked for too is sent all the same", async () => {
  const lookupId = await queued("ana@acme.example");
  await lookUp("ana@acme.example", admin);
  await disableMember(admin, rep.userId);
  await passThePause();
  expect(await sendReserved()).toBe(1);
  expect(await getLookup(admin, lookupId)).toMatchObject({ outcome: "matched" });
});
