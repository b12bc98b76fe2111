import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { findPause } from "@/lib/api-keys/server/pause-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { keysUsed, usePhoneProvider } from "@/lib/testing/phone-apollo";
import { PENDING, readyWith, UNKNOWN_REQUEST } from "@/lib/testing/phone-provider";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "ana@acme.example";
const MOBILE = { number: "+12025550101", type: "mobile" };
let rep: Viewer;

beforeEach(async () => {
  await db.attempt.updateMany({ data: { pollAt: null } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await addKey("kH3-test_KEY_of_22chars");
});

function addKey(key: string): Promise<unknown> {
  const { workspaceId } = rep;
  return inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "K", key }));
}

async function lookUp(email = EMAIL, input: Partial<RequestLookupInput> = { revealPhoneNumber: true }) {
  const { lookupId } = await requestLookup(rep, RequestLookupInput.parse({ email, ...input }));
  const { attempt } = await getLookup(rep, lookupId);
  return { lookupId, attemptId: attempt?.id ?? "" };
}

const attemptOf = ({ attemptId }: { attemptId: string }) => db.attempt.findUniqueOrThrow({ where: { id: attemptId } });

/** Seconds until it is asked for again; null where it is not. */
/** To the nearest ten seconds: a busy machine takes a while between the writing and this look. */
async function pollsIn(asked: { attemptId: string }): Promise<number | null> {
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM poll_at - now())::float8 AS seconds FROM attempt WHERE id = ${asked.attemptId}`;
  return row?.seconds == null ? null : Math.abs(Math.round(row.seconds / 10) * 10);
}

const makeDue = () => db.attempt.updateMany({ where: { pollAt: { not: null } }, data: { pollAt: new Date(0) } });

async function pollAndApply(): Promise<void> {
  await makeDue();
  await pollResults();
  await applyDeliveries();
}

async function told(lookupId: string) {
  const { phoneState, waterfallState, creditsHeld, creditsCharged, deliveries, result } = await getLookup(
    rep,
    lookupId,
  );
  return {
    ...{ phoneState, waterfallState, creditsHeld, creditsCharged },
    deliveries: deliveries.map(({ via, state, kind }) => `${via} ${state} ${kind ?? "-"}`),
    numbers: result?.phones.map(({ number }) => number) ?? [],
  };
}

const found = (email: string) => readyWith(phoneBody(provider().idOf(email), [MOBILE]));

const OFFICE = { number: "+12025550140", type: "work_hq" };

test("where only a part of the phones was delivered, the poll brings the mobile whose callback was lost", async () => {
  const asked = await lookUp();
  await recordDelivery(asked.attemptId, Buffer.from(phoneBody(provider().idOf(EMAIL), [OFFICE])), 5000);
  await applyDeliveries();
  expect(await pollsIn(asked)).toBe(120);
  provider().withResult((email) => readyWith(phoneBody(provider().idOf(email), [OFFICE, MOBILE])));
  await pollAndApply();
  expect(await told(asked.lookupId)).toMatchObject({ phoneState: "delivered", creditsCharged: "9", creditsHeld: "0" });
  expect((await told(asked.lookupId)).numbers.toSorted()).toEqual([MOBILE.number, OFFICE.number]);
  expect(await pollsIn(asked)).toBeNull();
});

test("a result that is stored and still to be applied is not asked for again", async () => {
  const { lookupId } = await lookUp();
  provider().withResult(found);
  await makeDue();
  expect(await pollResults()).toBe(1);
  await makeDue();
  expect(await pollResults()).toBe(0);
  await applyDeliveries();
  expect(await told(lookupId)).toMatchObject({ phoneState: "delivered", creditsCharged: "9" });
});

describe("a callback that never comes", () => {
  test("is asked for from minute two on, with the exact request id; its phone arrives, is charged and says how", async () => {
    const asked = await lookUp();
    expect(await pollsIn(asked)).toBe(120);
    expect(await pollResults()).toBe(0);
    provider().withResult(found);
    await pollAndApply();
    expect(provider().polled()).toEqual([provider().requestIdOf(EMAIL)]);
    expect(await told(asked.lookupId)).toEqual({
      ...{ phoneState: "delivered", waterfallState: "not_asked", creditsHeld: "0", creditsCharged: "9" },
      ...{ deliveries: ["poll applied phone"], numbers: [MOBILE.number] },
    });
    expect(await pollsIn(asked)).toBeNull();
  });

  test("of twenty lookups with a webhook that is down: every phone is there, each asked for once", async () => {
    const emails = Array.from({ length: 20 }, (_, index) => `person${String(index)}@acme.example`);
    const lookups = [];
    for (const email of emails) lookups.push(await lookUp(email));
    provider().withResult(found);
    await makeDue();
    await Promise.all([pollResults(), pollResults(), pollResults()]);
    await applyDeliveries();
    const states = await Promise.all(lookups.map(({ lookupId }) => told(lookupId)));
    expect(states.filter(({ phoneState, numbers }) => phoneState === "delivered" && numbers.length === 1)).toHaveLength(
      20,
    );
    expect(provider().polled().toSorted()).toEqual(emails.map(provider().requestIdOf).toSorted());
  });

  test("is asked for at the provider's interval, then half as often each time, at most hourly, up to day 30", async () => {
    const asked = await lookUp();
    const waits: (number | null)[] = [];
    for (let round = 0; round < 11; round += 1) {
      await pollAndApply();
      waits.push(await pollsIn(asked));
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    const answeredAt = new Date(Date.now() - 30 * 86_400_000 + 1_800_000);
    await db.attempt.updateMany({ where: { id: asked.attemptId }, data: { answeredAt } });
    await pollAndApply();
    expect(await pollsIn(asked)).toBeNull();
  });

  test("by several workers at once is asked for once; calls with one key follow each other", async () => {
    for (let index = 0; index < 6; index += 1) await lookUp(`p${String(index)}@acme.example`);
    let together = 0;
    let most = 0;
    provider().withResult(() => {
      together += 1;
      most = Math.max(most, together);
      setImmediate(() => (together -= 1));
      return PENDING;
    });
    await makeDue();
    expect((await Promise.all([pollResults(), pollResults()])).reduce((sum, count) => sum + count)).toBe(6);
    expect([provider().polled().length, most]).toEqual([6, 1]);
  });

  test("is not asked for once it came, when no phone was asked for, and without a request id", async () => {
    const came = await lookUp();
    await recordDelivery(came.attemptId, Buffer.from(phoneBody(provider().idOf(EMAIL), [MOBILE])), 3000);
    await applyDeliveries();
    const profile = await lookUp("bo@acme.example", {});
    const lost = await lookUp("cy@acme.example");
    await db.attempt.updateMany({ where: { id: lost.attemptId }, data: { requestId: null } });
    expect([await pollsIn(came), await pollsIn(profile)]).toEqual([null, null]);
    await makeDue();
    expect(await pollResults()).toBe(0);
  });
});

describe("what the poll says last", () => {
  test.each([
    ["request_id_unknown", 404, "failed", "Apollo knows nothing of this request"],
    ["request_id_expired", 410, "expired", "Apollo no longer keeps the result"],
    ["invalid_request_id", 400, "failed", "Apollo does not accept the request's id"],
  ])("%s ends the wait: the hold goes back, lookup and person say so", async (error_code, status, state, reason) => {
    const asked = await lookUp();
    provider().withResult(() => ({ status, body: { error_code } }));
    await pollAndApply();
    const { phoneState, creditsHeld, ledger, person } = await getLookup(rep, asked.lookupId);
    expect({ phoneState, creditsHeld }).toEqual({ phoneState: state, creditsHeld: "0" });
    expect(ledger.at(-1)).toMatchObject({ kind: "release", credits: "8", reason });
    expect((await db.person.findUniqueOrThrow({ where: { id: person?.id ?? "" } })).phoneState).toBe(state);
    expect(await pollsIn(asked)).toBeNull();
  });

  test("and a callback that comes after all is applied and charged", async () => {
    const asked = await lookUp();
    provider().withResult(() => UNKNOWN_REQUEST);
    await pollAndApply();
    await recordDelivery(asked.attemptId, Buffer.from(phoneBody(provider().idOf(EMAIL), [MOBILE])), 3000);
    await applyDeliveries();
    expect(await told(asked.lookupId)).toMatchObject({
      phoneState: "delivered",
      creditsCharged: "9",
      creditsHeld: "0",
    });
  });
});

describe("a provider that does not answer", () => {
  test.each([500, 502])("a %i is asked again later, twice as late each time", async (status) => {
    const asked = await lookUp();
    provider().withResult(() => ({ status, body: "<html>" }));
    await pollAndApply();
    const first = await pollsIn(asked);
    await pollAndApply();
    expect([first, await pollsIn(asked)]).toEqual([30, 60]);
    expect(await told(asked.lookupId)).toMatchObject({ phoneState: "waiting", creditsHeld: "8" });
  });

  test.each([
    [429, { message: "The maximum number of api calls" }, "rate_limited", 10],
    [401, "Invalid API key.", "key_rejected", 3600],
    [403, { error: "no", error_code: "API_INACCESSIBLE" }, "key_restricted", 3600],
  ])(
    "after a %i nobody asks with this key until the pause is over; lookups go on",
    async (status, body, reason, waitS) => {
      const asked = await lookUp();
      const next = await lookUp("bo@acme.example");
      await db.attempt.updateMany({ where: { id: next.attemptId }, data: { pollAt: new Date(1) } });
      provider().withResult(() => ({ status, body }));
      await pollAndApply();
      expect([provider().polled().length, await pollsIn(asked)]).toEqual([1, waitS]);
      await makeDue();
      expect(await pollResults()).toBe(0);
      const { apiKeyId } = await attemptOf(asked);
      expect(await findPause(db, { apiKeyId: apiKeyId ?? "", endpoint: "webhook_result" })).toMatchObject({ reason });
      expect((await getLookup(rep, (await lookUp("cy@acme.example")).lookupId)).outcome).toBe("matched");
    },
  );
});

describe("the key", () => {
  test("is the one the attempt was made with; once that is deleted, the workspace's default", async () => {
    const asked = await lookUp();
    await addKey("another-KEY-of-22-chars");
    await db.apiKey.updateMany({ where: { workspaceId: rep.workspaceId }, data: { isDefault: false } });
    const second = await db.apiKey.findFirstOrThrow({
      where: { workspaceId: rep.workspaceId },
      orderBy: { createdAt: "desc" },
    });
    await db.apiKey.update({ where: { id: second.id }, data: { isDefault: true } });
    keysUsed.length = 0;
    await pollAndApply();
    const { apiKeyId } = await attemptOf(asked);
    await db.apiKey.update({ where: { id: apiKeyId ?? "" }, data: { state: "deleted", sealed: null } });
    await pollAndApply();
    expect(keysUsed).toEqual(["kH3-test_KEY_of_22chars", "another-KEY-of-22-chars"]);
    // It may be another team's, which knows nothing of the request: the wait goes on for the callback.
    provider().withResult(() => UNKNOWN_REQUEST);
    await pollAndApply();
    expect((await told(asked.lookupId)).phoneState).toBe("waiting");
    expect(await pollsIn(asked)).toBeNull();
  });
});

describe("a callback that cannot be used", () => {
  test.each([
    ["not readable", () => '{"people":[{'],
    ["about somebody else", () => phoneBody(anApolloId(), [{ number: "+12025550199" }])],
  ])("because it is %s, has the poll asked at once, and the poll's word counts", async (_why, body) => {
    const asked = await lookUp();
    await recordDelivery(asked.attemptId, Buffer.from(body()), 3000);
    await applyDeliveries();
    expect(await pollsIn(asked)).toBe(0);
    provider().withResult(found);
    await pollResults();
    await applyDeliveries();
    const { phoneState, numbers, deliveries } = await told(asked.lookupId);
    expect([phoneState, numbers, deliveries.at(-1)]).toEqual(["delivered", [MOBILE.number], "poll applied phone"]);
  });

  test("because its person got a new id, is applied once the poll says the same", async () => {
    const asked = await lookUp();
    const merged = phoneBody(anApolloId(), [MOBILE]);
    await recordDelivery(asked.attemptId, Buffer.from(merged), 3000);
    await applyDeliveries();
    expect((await told(asked.lookupId)).deliveries).toEqual(["webhook mismatch -"]);
    provider().withResult(() => readyWith(merged));
    await pollAndApply();
    expect(await told(asked.lookupId)).toMatchObject({
      ...{ phoneState: "delivered", numbers: [MOBILE.number], deliveries: ["poll applied phone"] },
    });
  });
});

describe("a reveal beside a waterfall has one result", () => {
  const both = { revealPhoneNumber: true, waterfallEmail: true };

  test("which ends both waits, and charges both parts", async () => {
    const asked = await lookUp(EMAIL, both);
    const body = waterfallBody(provider().idOf(EMAIL), { emails: ["a@b.example"], phones: [MOBILE] });
    provider().withResult(() => readyWith(body));
    await pollAndApply();
    expect(await told(asked.lookupId)).toMatchObject({
      ...{ phoneState: "delivered", waterfallState: "delivered", numbers: [MOBILE.number] },
      ...{ creditsCharged: "11.02", creditsHeld: "0" },
    });
    expect(await pollsIn(asked)).toBeNull();
  });

  test("without numbers says that there are none, unless the reveal was skipped and comes with another", async () => {
    const alone = await lookUp(EMAIL, both);
    provider().withMatch(() => ({ phone_enrichment: { status: "skipped" } }));
    const skipped = await lookUp("bo@acme.example", both);
    provider().withResult((email) => readyWith(waterfallBody(provider().idOf(email), { emails: ["a@b.example"] })));
    await pollAndApply();
    expect([await told(alone.lookupId), await told(skipped.lookupId)]).toMatchObject([
      { phoneState: "none_found", waterfallState: "delivered" },
      { phoneState: "waiting", waterfallState: "delivered" },
    ]);
  });

  test("which a reveal skipped for a request that was not ours is no part of: its wait ends with the next poll", async () => {
    provider().withMatch(() => ({ phone_enrichment: { status: "skipped" } }));
    const asked = await lookUp(EMAIL, both);
    provider().withResult(() => readyWith(waterfallBody(provider().idOf(EMAIL), { emails: ["a@b.example"] })));
    await pollAndApply();
    expect(await told(asked.lookupId)).toMatchObject({ phoneState: "waiting", waterfallState: "delivered" });
    await makeDue();
    await pollAndApply();
    expect(await told(asked.lookupId)).toMatchObject({
      ...{ phoneState: "failed", waterfallState: "delivered", creditsHeld: "0", creditsCharged: "3.02" },
    });
    expect(await pollsIn(asked)).toBeNull();
  });
});
