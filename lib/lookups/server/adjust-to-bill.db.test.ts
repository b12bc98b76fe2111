import { beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const MOBILE = { number: "+12025550101" };
const OFFICE = { number: "+12025550102", type: "work_hq" };

let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  await reconcile();
});

const reconcile = () => reconcileUsedKeys({ counterLagS: 0 });

/** A reveal that is answered; `billed`: what the provider takes for it in all. */
async function reveal(email: string, billed: number): Promise<string> {
  const input = RequestLookupInput.parse({ email, revealPhoneNumber: true });
  const { lookupId } = await requestLookup(rep, input);
  provider().counter.used += billed;
  return lookupId;
}

async function deliver(lookupId: string, email: string, phones: Parameters<typeof phoneBody>[1]): Promise<void> {
  const { attemptId } = await db.lookup.findUniqueOrThrow({ where: { id: lookupId } });
  await recordDelivery(attemptId ?? "", Buffer.from(phoneBody(provider().idOf(email), phones)), 5000);
  await applyDeliveries();
}

async function told(lookupId: string) {
  const { creditsCharged, creditsHeld, ledger } = await getLookup(rep, lookupId);
  const entries = ledger.map(({ kind, part, credits }) => `${kind} ${part} ${credits}`).sort();
  return { creditsCharged, creditsHeld, entries };
}

/** The drift of the last quiet comparison, and what the budget carries. */
async function books() {
  const where = { workspaceId: rep.workspaceId };
  const [latest] = await db.reconciliation.findMany({ where, orderBy: { takenAt: "desc" }, take: 1 });
  const period = await db.budgetPeriod.findFirstOrThrow({ where: { ...where, scope: "workspace" } });
  return [latest?.drift.toNumber(), period.held.toNumber(), period.spent.toNumber()];
}

const ADJUSTED = ["adjustment phone 8", "charge profile 1", "hold lookup 9", "release lookup 8"];

test("reveals that were billed when they were accepted, and brought no mobile, are adjusted to the bill", async () => {
  const [none, found] = [await reveal("ana@acme.example", 9), await reveal("bo@acme.example", 9)];
  await deliver(none, "ana@acme.example", []);
  await deliver(found, "bo@acme.example", [MOBILE]);
  await reconcile();
  expect(await told(none)).toEqual({ creditsCharged: "9", creditsHeld: "0", entries: ADJUSTED });
  expect((await told(found)).entries).toEqual(["charge phone 8", "charge profile 1", "hold lookup 9"]);
  await reconcile();
  expect(await books()).toEqual([0, 0, 18]);
});

test("with a provider that bills what it delivers nothing is adjusted", async () => {
  const none = await reveal("ana@acme.example", 1);
  await deliver(none, "ana@acme.example", []);
  await reconcile();
  expect((await told(none)).creditsCharged).toBe("1");
  expect(await books()).toEqual([0, 0, 1]);
});

test("nothing is adjusted while a mobile may follow the phones that came, and afterwards it is not charged again", async () => {
  const office = await reveal("ana@acme.example", 9);
  await deliver(office, "ana@acme.example", [OFFICE]);
  await reconcile();
  expect(await told(office)).toMatchObject({ creditsCharged: "1", creditsHeld: "8" });
  await db.attempt.updateMany({ where: { workspaceId: rep.workspaceId }, data: { holdUntil: new Date(0) } });
  await sweepHolds();
  await reconcile();
  expect((await told(office)).entries).toEqual(ADJUSTED);
  await deliver(office, "ana@acme.example", [OFFICE, MOBILE]);
  expect((await told(office)).entries).toEqual(ADJUSTED);
  await reconcile();
  expect(await books()).toEqual([0, 0, 9]);
});

test.each([
  ["one of two", 8],
  ["what somebody else has spent", 9],
  ["less than our ledger says", -8],
])("%s is not booked on anyone: it stays drift that the admin sees", async (_what, more) => {
  const ids = [await reveal("ana@acme.example", 1), await reveal("bo@acme.example", 1)];
  await deliver(ids[0] ?? "", "ana@acme.example", []);
  await deliver(ids[1] ?? "", "bo@acme.example", []);
  provider().counter.used += more;
  await reconcile();
  await reconcile();
  for (const id of ids) expect((await told(id)).creditsCharged).toBe("1");
  expect(await books()).toEqual([more, 0, 2]);
});

test("a mobile that was billed and never heard of is booked on the call that was said to be charged", async () => {
  const heard = await reveal("ana@acme.example", 1);
  await deliver(heard, "ana@acme.example", []);
  provider().withBrokenMatch(true);
  const lost = await reveal("bo@acme.example", 9);
  await decideUnknown(rep, { lookupId: lost, decision: "charged" });
  await reconcile();
  for (let again = 0; again < 3; again += 1) {
    expect([(await told(heard)).creditsCharged, (await told(lost)).creditsCharged]).toEqual(["1", "9"]);
    await reconcile();
    expect(await books()).toEqual([0, 0, 10]);
  }
});
