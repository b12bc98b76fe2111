import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { compareWithProvider, reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { settleByUsage } from "@/lib/lookups/server/settle-by-usage";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

let rep: Viewer;
let admin: Viewer;

beforeEach(async () => {
  // What the test before left in doubt is no matter of this one.
  await db.attempt.updateMany({ where: { settledAt: null }, data: { settledAt: new Date() } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ role: "admin", workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
});

async function lookUp(email: string, input: Partial<RequestLookupInput> = {}): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email, ...input }))).lookupId;
}

/** A call whose answer never comes. `billed`: what the provider's counter shows of it. */
async function lose(email: string, { billed = 0, ...input }: Partial<RequestLookupInput> & { billed?: number } = {}) {
  provider().withBrokenMatch(true);
  const id = await lookUp(email, input);
  provider().withBrokenMatch(false);
  provider().counter.used += billed;
  return id;
}

/** An answered one, billed as it is charged. */
async function find(email: string, input: Partial<RequestLookupInput> = {}) {
  provider().counter.used += 1;
  return lookUp(email, input);
}

async function told(lookupId: string) {
  const { outcome, errorCode, creditsHeld, creditsCharged } = await getLookup(rep, lookupId);
  return { outcome, errorCode, creditsHeld, creditsCharged };
}

const compare = () => reconcileUsedKeys({ counterLagS: 0 });

async function settle(): Promise<number> {
  await compare();
  return settleByUsage({ counterLagS: 0 });
}

const attemptOf = async (id: string) => (await db.lookup.findUniqueOrThrow({ where: { id } })).attemptId ?? "";

describe("the provider's usage figures settle unknown outcomes", () => {
  beforeEach(compare);

  test("unchanged: none was charged", async () => {
    const ids = [await lose("ana@acme.example"), await lose("bo@acme.example", { revealPhoneNumber: true })];
    expect(await settle()).toBe(2);
    for (const id of ids) expect(await told(id)).toMatchObject({ errorCode: "not_carried_out", creditsHeld: "0" });
  });

  test("up by one each: all were charged", async () => {
    const ids = [await lose("ana@acme.example", { billed: 1 }), await lose("bo@acme.example", { billed: 1 })];
    expect(await settle()).toBe(2);
    for (const id of ids) expect(await told(id)).toMatchObject({ errorCode: "answer_lost", creditsCharged: "1" });
  });

  test.each([
    ["one of two", ["ana@acme.example", "bo@acme.example"], 1, {}],
    ["a sum that a colleague elsewhere may have spent", ["ana@acme.example"], 5, {}],
    ["a lookup with a phone, whose price may fall later", ["ana@acme.example"], 1, { revealPhoneNumber: true }],
  ])("%s leaves doubt, and a person decides", async (_what, emails, charged, options) => {
    for (const email of emails) await lose(email, options);
    provider().counter.used += charged;
    expect(await settle()).toBe(0);
  });

  test("each by the comparisons around it: what stays in doubt does not hold up what comes later", async () => {
    const mixed = [await lose("ana@acme.example", { billed: 1 }), await lose("bo@acme.example")];
    expect(await settle()).toBe(0);
    const later = await lose("cy@acme.example", { billed: 1 });
    expect(await settle()).toBe(1);
    const last = await lose("di@acme.example");
    expect(await settle()).toBe(1);
    expect(await told(later)).toMatchObject({ errorCode: "answer_lost", creditsCharged: "1" });
    expect(await told(last)).toMatchObject({ errorCode: "not_carried_out", creditsCharged: "0" });
    for (const id of mixed) expect(await told(id)).toMatchObject({ outcome: "unknown", creditsHeld: "1" });
  });

  test("a callback that settles one of two lets the figures settle the other", async () => {
    const plain = await lose("ana@acme.example");
    const phone = await lose("bo@acme.example", { billed: 1, revealPhoneNumber: true });
    expect(await settle()).toBe(0);
    provider().counter.used += 8;
    const body = phoneBody(provider().idOf("bo@acme.example"), [{ number: "+12025550101" }]);
    await recordDelivery(await attemptOf(phone), Buffer.from(body), 5000);
    await applyDeliveries();
    expect(await settle()).toBe(1);
    expect(await told(plain)).toMatchObject({ errorCode: "not_carried_out", creditsHeld: "0" });
    expect(await told(phone)).toMatchObject({ outcome: "matched", creditsCharged: "9" });
  });

  test("one who was not found beside it may have been billed in its place: that leaves doubt", async () => {
    const lost = await lose("ana@acme.example");
    provider().withMatch(() => ({ person: null }));
    await lookUp("nobody@acme.example");
    provider().counter.used += 1;
    expect(await settle()).toBe(0);
    expect(await told(lost)).toMatchObject({ outcome: "unknown" });
  });

  test("a person's word on one of them is not taken for proof of another", async () => {
    const [one, other] = [await lose("ana@acme.example"), await lose("bo@acme.example", { billed: 1 })];
    await decideUnknown(admin, { lookupId: one, decision: "charged" });
    // By the sums nothing was charged beside it; but it was the other one that was.
    expect(await settle()).toBe(0);
    expect(await told(other)).toMatchObject({ outcome: "unknown" });
  });
});

test("without a quiet comparison from before there is nothing to compare with", async () => {
  await lose("ana@acme.example");
  expect(await settle()).toBe(0);
});

/** As if it had happened so many seconds ago. */
async function backdate(lookupId: string, seconds: number): Promise<void> {
  const sentAt = new Date(Date.now() - seconds * 1000);
  await db.attempt.update({ where: { id: await attemptOf(lookupId) }, data: { sentAt, settledAt: sentAt } });
}

async function compareAgo(seconds: number): Promise<void> {
  const { workspaceId } = rep;
  const since = new Date();
  await compare();
  const takenAt = new Date(Date.now() - seconds * 1000);
  await db.reconciliation.updateMany({ where: { workspaceId, takenAt: { gte: since } }, data: { takenAt } });
}

test.each([
  ["five seconds after a call proves nothing", 5, 0, "unknown"],
  ["forty seconds after it proves what it shows", 40, 1, "failed"],
])("with a counter that lags by half a minute a comparison %s", async (_what, later, settled, outcome) => {
  const before = await find("zoe@acme.example");
  await backdate(before, 100 + later);
  // The charge of the lookup just before is in our ledger, and may not be in the provider's figures.
  const missing = later < 30 ? 1 : 0;
  provider().counter.used -= missing;
  await compareAgo(100);
  provider().counter.used += missing;
  const lost = await lose("ana@acme.example");
  await compareAgo(10);
  const sentAt = new Date(Date.now() - 60_000);
  await db.attempt.update({ where: { id: await attemptOf(lost) }, data: { sentAt } });
  expect(await settleByUsage({ counterLagS: 30 })).toBe(settled);
  expect(await told(lost)).toMatchObject({ outcome, creditsCharged: "0" });
});

test("figures are compared again after a settlement, also when it fell into the same millisecond", async () => {
  await compare();
  await lose("ana@acme.example", { billed: 1 });
  expect(await settle()).toBe(1);
  const { workspaceId } = rep;
  const { settledAt } = await db.attempt.findFirstOrThrow({ where: { workspaceId } });
  await db.reconciliation.updateMany({
    where: { workspaceId, unknowns: 1 },
    data: { takenAt: settledAt ?? new Date(0) },
  });
  await compare();
  await compare();
  const rows = await db.reconciliation.findMany({ where: { workspaceId }, orderBy: { takenAt: "asc" } });
  expect(rows.map(({ drift, unknowns }) => [drift.toString(), unknowns])).toEqual([
    ["0", 0],
    ["1", 1],
    ["0", 0],
  ]);
});

test("an admin sees the drift", async () => {
  provider().counter.used = 100;
  const key = await db.apiKey.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
  await compareWithProvider(admin, key.id);
  const rows = await db.reconciliation.findMany({ where: { apiKeyId: key.id } });
  expect(rows.map(({ drift, isQuiet }) => [drift.toString(), isQuiet])).toEqual([["100", true]]);
  await expect(compareWithProvider(rep, key.id)).rejects.toMatchObject({ code: "forbidden" });
});
