import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { moveAttempt } from "@/lib/lookups/server/attempt-store";
import { anApolloId, anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let viewer: Viewer;
let attempt: TestAttempt;

beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
beforeEach(async () => {
  attempt = await anAttempt(viewer);
});
afterAll(closeDirectPool);

const MOBILE = { number: "+12025550101", type: "mobile" };
const DIRECT = { number: "+12025550102", type: "work_direct" };

async function deliver(...bodies: string[]): Promise<void> {
  for (const body of bodies) await recordDelivery(attempt.attemptId, Buffer.from(body), 3000);
}

async function deliverAndApply(...bodies: string[]) {
  await deliver(...bodies);
  await applyDeliveries();
  return storyOfAttempt(attempt);
}

describe("a native phone body", () => {
  test("brings its numbers to the person, ends the wait on attempt and lookup, and is charged", async () => {
    const story = await deliverAndApply(phoneBody(attempt.apolloId, [DIRECT, MOBILE]));
    expect(story.numbers).toEqual([MOBILE.number, DIRECT.number]);
    expect(story.person).toMatchObject({ primaryPhone: MOBILE.number, phoneType: "mobile", phoneState: "delivered" });
    expect(story.person?.search).toContain("12025550101");
    expect(story.phoneState).toEqual(["delivered", "delivered"]);
    expect(story.ledger).toEqual(["charge phone 8", "hold lookup 9", "release lookup 1"]);
    expect(story.deliveries).toEqual(["applied phone"]);
  });

  test("without a mobile is delivered and costs nothing; the hold waits for another part", async () => {
    const story = await deliverAndApply(phoneBody(attempt.apolloId, [DIRECT]));
    expect([story.phoneState[0], story.ledger]).toEqual(["delivered", ["hold lookup 9"]]);
  });

  test("that names one known and one unknown person brings the known one's numbers only", async () => {
    const other = { id: anApolloId(), status: "success", phone_numbers: [{ sanitized_number: "+12025550199" }] };
    const mine = { id: attempt.apolloId, status: "success", phone_numbers: [{ sanitized_number: MOBILE.number }] };
    const story = await deliverAndApply(JSON.stringify({ status: "success", people: [other, mine] }));
    expect(story.numbers).toEqual([MOBILE.number]);
  });

  test("that names the id we asked by, where the answer named another, goes to the person that was returned", async () => {
    attempt = await anAttempt(viewer, { requestedApolloId: anApolloId() });
    const { requestedApolloId } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.attemptId } });
    const story = await deliverAndApply(phoneBody(requestedApolloId ?? "", [MOBILE]));
    expect(story.person?.apolloId).toBe(attempt.apolloId);
  });
});

describe("a failure", () => {
  test("ends the wait as none found, gives the hold back and deletes nothing", async () => {
    const story = await deliverAndApply(phoneBody(attempt.apolloId, []));
    expect([story.phoneState, story.deliveries]).toEqual([["none_found", "none_found"], ["applied failure"]]);
    expect(story.ledger).toEqual(["hold lookup 9", "release lookup 9"]);
  });

  test("after a success changes nothing, and before it is overruled", async () => {
    const bodies = [phoneBody(attempt.apolloId, [MOBILE]), phoneBody(attempt.apolloId, [])];
    const late = await deliverAndApply(...bodies);
    attempt = await anAttempt(viewer);
    await deliverAndApply(phoneBody(attempt.apolloId, []));
    const early = await deliverAndApply(phoneBody(attempt.apolloId, [MOBILE]));
    for (const story of [late, early]) {
      expect([story.phoneState[0], story.numbers]).toEqual(["delivered", [MOBILE.number]]);
      expect(story.ledger).toContain("charge phone 8");
    }
  });
});

describe("a waterfall body", () => {
  beforeEach(async () => {
    attempt = await anAttempt(viewer, { phoneState: "not_asked", waterfallState: "waiting" });
  });

  test("brings addresses and numbers, ends the waterfall's wait and charges what is reported", async () => {
    const story = await deliverAndApply(waterfallBody(attempt.apolloId, { emails: ["A@b.example"], phones: [MOBILE] }));
    expect([story.addresses, story.numbers]).toEqual([["a@b.example"], [MOBILE.number]]);
    expect(story.waterfallState).toEqual(["delivered", "delivered"]);
    expect(story.person?.emails[0]).toMatchObject({ kind: "waterfall", status: "verified", source: "delivery" });
    expect(story.ledger).toContain("charge waterfall 2.02");
    expect(story.deliveries).toEqual(["applied waterfall"]);
  });

  test("in parts, one field each, is the union of them", async () => {
    const story = await deliverAndApply(
      waterfallBody(attempt.apolloId, { emails: ["a@b.example"] }),
      waterfallBody(attempt.apolloId, { phones: [MOBILE] }),
    );
    expect([story.addresses, story.numbers]).toEqual([["a@b.example"], [MOBILE.number]]);
  });

  test("with nothing in it is none found, or failed where it says so", async () => {
    expect((await deliverAndApply(waterfallBody(attempt.apolloId, {}))).waterfallState[0]).toBe("none_found");
    attempt = await anAttempt(viewer, { phoneState: "not_asked", waterfallState: "waiting" });
    const failed = await deliverAndApply(waterfallBody(attempt.apolloId, { status: "failed" }));
    expect(failed.waterfallState[0]).toBe("failed");
  });
});

describe("a body that is not about this attempt's person", () => {
  test("of a person neither asked for nor returned is a mismatch, kept and not applied", async () => {
    const story = await deliverAndApply(phoneBody(anApolloId(), [MOBILE]));
    expect([story.deliveries, story.person, story.phoneState[0]]).toEqual([["mismatch -"], null, "waiting"]);
  });

  test.each(["not json", "[1,2]", '"text"', '{"people":[{"status":"success"}]}', "", "{\0"])(
    "%j is put aside with its bytes, and can be replayed",
    async (body) => {
      const story = await deliverAndApply(body);
      expect(story.deliveries).toEqual(["quarantined -"]);
      const kept = await db.delivery.findFirstOrThrow({ where: { attemptId: attempt.attemptId } });
      expect(Buffer.from(kept.body).toString()).toBe(body);
      expect(kept.reason).not.toBeNull();
    },
  );

  test("a ping without people ends applied and moves nothing", async () => {
    const story = await deliverAndApply('{"status":"success"}');
    expect([story.deliveries, story.phoneState[0]]).toEqual([["applied ping"], "waiting"]);
  });

  test("of an attempt erased meanwhile is dropped with its bytes", async () => {
    await deliver(phoneBody(attempt.apolloId, [MOBILE]));
    await db.attempt.update({ where: { id: attempt.attemptId }, data: { erasedAt: new Date() } });
    await applyDeliveries();
    expect(await db.delivery.findFirst({ where: { attemptId: attempt.attemptId } })).toMatchObject({
      ...{ state: "dropped", reason: "erased", body: new Uint8Array() },
    });
    expect((await storyOfAttempt(attempt)).person).toBeNull();
  });
});

describe("a body that comes before our own answer", () => {
  test("waits while the call is under way, and is applied once it is settled", async () => {
    attempt = await anAttempt(viewer, { state: "sending", returnedApolloId: null, outcome: "looking_up" });
    await deliver(phoneBody(attempt.apolloId, [MOBILE]));
    expect(await applyDeliveries()).toEqual({ done: 0, held: 1 });
    await inTransaction((tx) =>
      moveAttempt(tx, {
        ...{ id: attempt.attemptId, workspaceId: viewer.workspaceId, from: ["sending"], to: "matched" },
        set: { returnedApolloId: attempt.apolloId },
      }),
    );
    await applyDeliveries();
    const story = await storyOfAttempt(attempt);
    expect([story.state, story.phoneState[0], story.numbers]).toEqual(["matched", "delivered", [MOBILE.number]]);
  });

  test("of a call that nobody will ever answer reaches an end all the same", async () => {
    const sentAt = new Date(Date.now() - 10 * 60_000);
    attempt = await anAttempt(viewer, { state: "sending", sentAt, returnedApolloId: null, outcome: "looking_up" });
    const story = await deliverAndApply(phoneBody(attempt.apolloId, [MOBILE]));
    expect([story.state, story.outcome, story.deliveries]).toEqual(["matched", "matched", ["applied phone"]]);
  });
});

describe("an attempt whose outcome is unknown", () => {
  const unknown = { state: "unknown", returnedApolloId: null, outcome: "unknown" };

  test("is proved accepted by its callback: matched, charged, and its person is there under the name asked for", async () => {
    attempt = await anAttempt(viewer, { ...unknown, request: { fullName: "Ana Silva" } });
    const story = await deliverAndApply(phoneBody(attempt.apolloId, [MOBILE]));
    expect([story.state, story.outcome, story.person?.fullName]).toEqual(["matched", "matched", "Ana Silva"]);
    expect(story.ledger).toEqual(["charge phone 8", "charge profile 1", "hold lookup 9"]);
    expect(story.numbers).toEqual([MOBILE.number]);
  });

  test("is proved accepted by a failure too", async () => {
    attempt = await anAttempt(viewer, unknown);
    const story = await deliverAndApply(phoneBody(attempt.apolloId, []));
    expect([story.state, story.phoneState[0]]).toEqual(["matched", "none_found"]);
    expect(story.ledger).toEqual(["charge profile 1", "hold lookup 9", "release lookup 8"]);
  });

  test("stays unknown when the body names several people or another than was asked for", async () => {
    attempt = await anAttempt(viewer, unknown);
    const people = [anApolloId(), anApolloId()].map((id) => ({ id, status: "success", phone_numbers: [] }));
    expect((await deliverAndApply(JSON.stringify({ people }))).deliveries).toEqual(["mismatch -"]);
    attempt = await anAttempt(viewer, { ...unknown, requestedApolloId: anApolloId() });
    const story = await deliverAndApply(phoneBody(anApolloId(), [MOBILE]));
    expect([story.state, story.deliveries]).toEqual(["unknown", ["mismatch -"]]);
  });
});
