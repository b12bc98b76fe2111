import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sweepWaits } from "@/lib/lookups/server/sweep-waits";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";
import { UNKNOWN_REQUEST } from "@/lib/testing/phone-provider";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "ana@acme.example";
const MOBILE = "+12025550101";
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
});

async function lookUp(input: Partial<RequestLookupInput> = {}) {
  const asked = { email: EMAIL, revealPhoneNumber: true, isRefresh: true, ...input };
  const { lookupId } = await requestLookup(rep, RequestLookupInput.parse(asked));
  const { attempt } = await getLookup(rep, lookupId);
  return { lookupId, attemptId: attempt?.id ?? "" };
}

type Looked = Awaited<ReturnType<typeof lookUp>>;

/** A second reveal of the same person while the first one is under way. */
async function lookUpSkipped(): Promise<Looked> {
  provider().withMatch(() => ({ phone_enrichment: { request_id: "6492", status: "skipped" } }));
  return lookUp({ revealPersonalEmails: true });
}

async function deliver({ attemptId }: Looked, numbers: string[]): Promise<void> {
  const phones = numbers.map((number) => ({ number, type: "mobile" }));
  await recordDelivery(attemptId, Buffer.from(phoneBody(provider().idOf(EMAIL), phones)), 3000);
  await applyDeliveries();
}

async function told({ lookupId }: Looked) {
  const { outcome, phoneState, creditsHeld, creditsCharged, result, ledger } = await getLookup(rep, lookupId);
  const numbers = result?.phones.map(({ number }) => number) ?? [];
  return { outcome, phoneState, creditsHeld, creditsCharged, numbers, last: ledger.at(-1)?.reason };
}

const pollAtOf = async ({ attemptId }: Looked) =>
  (await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).pollAt;

const makeDue = (looked: Looked) =>
  db.attempt.update({ where: { id: looked.attemptId }, data: { pollAt: new Date(0) } });

/** An identical call would be joined: this one is of another kind, and its answer never comes. */
async function lookUpUnanswered(): Promise<Looked> {
  provider().withBrokenMatch(true);
  const looked = await lookUp();
  provider().withBrokenMatch(false);
  return looked;
}

describe("a reveal that was skipped because an earlier one is under way", () => {
  const PAYS = "settled with the earlier lookup, which pays for both";

  test("gets the earlier one's numbers when they come: no charge of its own, its hold given back, no poll", async () => {
    const first = await lookUp();
    const second = await lookUpSkipped();
    expect(await told(second)).toMatchObject({ phoneState: "waiting", creditsHeld: "8" });
    expect(await pollAtOf(second)).toBeNull();
    await deliver(first, [MOBILE]);
    expect(await told(first)).toMatchObject({ phoneState: "delivered", creditsCharged: "9", numbers: [MOBILE] });
    expect(await told(second)).toEqual({
      ...{ outcome: "matched", phoneState: "delivered", creditsHeld: "0", creditsCharged: "1" },
      ...{ numbers: [MOBILE], last: PAYS },
    });
  });

  test("ends as the earlier one ends: none found, failed or never", async () => {
    const first = await lookUp();
    const second = await lookUpSkipped();
    await deliver(first, []);
    expect(await told(second)).toMatchObject({ phoneState: "none_found", creditsHeld: "0", creditsCharged: "1" });
    await deliver(first, [MOBILE]);
    expect(await told(second)).toMatchObject({ phoneState: "delivered", creditsCharged: "1" });
  });

  test.each([
    ["the poll knows nothing of it", "failed"],
    ["thirty days are over", "expired"],
  ])("is told when %s", async (how, state) => {
    const first = await lookUp();
    const second = await lookUpSkipped();
    if (state === "failed") {
      provider().withResult(() => UNKNOWN_REQUEST);
      await makeDue(first);
      await pollResults();
    } else {
      const answeredAt = new Date(Date.now() - 31 * 86_400_000);
      await db.attempt.update({ where: { id: first.attemptId }, data: { answeredAt } });
      await sweepWaits();
    }
    expect([how, await told(second)]).toMatchObject([how, { phoneState: state, creditsHeld: "0", last: PAYS }]);
  });

  test("asked when the earlier one has just ended is settled at once", async () => {
    const first = await lookUp();
    await deliver(first, [MOBILE]);
    const second = await lookUpSkipped();
    expect(await told(second)).toMatchObject({ phoneState: "delivered", creditsHeld: "0", creditsCharged: "1" });
  });

  test("for a request that was not ours fails once the poll knows nothing of it", async () => {
    const only = await lookUpSkipped();
    provider().withResult(() => UNKNOWN_REQUEST);
    await makeDue(only);
    await pollResults();
    expect(await told(only)).toMatchObject({
      ...{ phoneState: "failed", creditsHeld: "0", last: "Apollo was fetching them for a request that was not ours" },
    });
  });
});

describe("a reveal that was skipped while the earlier one's answer is missing", () => {
  test("waits for its callback, which says whom it found, and shares the numbers", async () => {
    const first = await lookUpUnanswered();
    const second = await lookUpSkipped();
    provider().withResult(() => UNKNOWN_REQUEST);
    await makeDue(second);
    await pollResults();
    expect(await told(second)).toMatchObject({ phoneState: "waiting", creditsHeld: "8" });
    await deliver(first, [MOBILE]);
    expect(await told(first)).toMatchObject({ outcome: "matched", phoneState: "delivered", creditsCharged: "9" });
    expect(await told(second)).toMatchObject({ phoneState: "delivered", creditsHeld: "0", creditsCharged: "1" });
    expect(await pollAtOf(second)).toBeNull();
  });

  test("is asked for at once when the callback names somebody else", async () => {
    const first = await lookUpUnanswered();
    const second = await lookUpSkipped();
    provider().withResult(() => UNKNOWN_REQUEST);
    const body = phoneBody("5f1a000000000000000000ff", [{ number: MOBILE, type: "mobile" }]);
    await recordDelivery(first.attemptId, Buffer.from(body), 3000);
    await applyDeliveries();
    await pollResults();
    expect(await told(second)).toMatchObject({ phoneState: "failed", creditsHeld: "0", numbers: [] });
  });

  test.each(["charged", "not_charged"] as const)(
    "fails as soon as that is settled as %s, until a callback comes",
    async (decision) => {
      const first = await lookUpUnanswered();
      const second = await lookUpSkipped();
      provider().withResult(() => UNKNOWN_REQUEST);
      await decideUnknown(rep, { lookupId: first.lookupId, decision });
      await pollResults();
      expect(await told(second)).toMatchObject({ phoneState: "failed", creditsHeld: "0" });
      await deliver(first, [MOBILE]);
      expect(await told(first)).toMatchObject({ outcome: "matched", phoneState: "delivered", creditsCharged: "9" });
      expect(await told(second)).toMatchObject({ phoneState: "delivered", creditsCharged: "1" });
      const attempt = await db.attempt.findUniqueOrThrow({ where: { id: first.attemptId } });
      expect(attempt).toMatchObject({ state: "matched", resolution: "callback", decision });
    },
  );
});
