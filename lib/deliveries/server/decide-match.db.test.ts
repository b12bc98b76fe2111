import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { decideMatch } from "@/lib/deliveries/server/decide-match";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "ana@acme.example";
const MOBILE = "+12025550101";
const KEPT = "kept apart until someone accepts the match";
let rep: Viewer;
let lookupId: string;
let attemptId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  // The provider answers with Ana, whoever is asked for.
  const asked = { email: EMAIL, fullName: "Bo Lindqvist", linkedinUrl: "linkedin.com/in/bo", revealPhoneNumber: true };
  provider().withMatch(() => ({ person: ana() }));
  lookupId = (await requestLookup(rep, RequestLookupInput.parse(asked))).lookupId;
  attemptId = (await getLookup(rep, lookupId)).attempt?.id ?? "";
});

function ana() {
  const linkedin_url = "http://www.linkedin.com/in/ana-silva";
  return { id: provider().idOf(EMAIL), name: "Ana Silva", email: "ana@elsewhere.example", title: "CEO", linkedin_url };
}

async function deliver(numbers: string[]): Promise<void> {
  const phones = numbers.map((number) => ({ number, type: "mobile" }));
  await recordDelivery(attemptId, Buffer.from(phoneBody(provider().idOf(EMAIL), phones)), 3000);
  await applyDeliveries();
}

async function told(id = lookupId) {
  const { outcome, phoneState, creditsHeld, creditsCharged, deliveries, result } = await getLookup(rep, id);
  return {
    ...{ outcome, phoneState, creditsHeld, creditsCharged, name: result?.name ?? null },
    deliveries: deliveries.map(({ state, reason }) => `${state}: ${reason ?? "-"}`),
    numbers: result?.phones.map(({ number }) => number) ?? [],
  };
}

const people = () => db.person.count({ where: { workspaceId: rep.workspaceId } });
const decide = (decision: "accepted" | "rejected", viewer = rep) => decideMatch(viewer, { lookupId, decision });

describe("a match that is kept apart", () => {
  test("is settled and charged when its phones come, but nobody's record is made or touched", async () => {
    await deliver([MOBILE]);
    expect(await told()).toEqual({
      ...{ outcome: "needs_a_look", phoneState: "delivered", creditsHeld: "0", creditsCharged: "9", name: null },
      ...{ deliveries: [`applied: ${KEPT}`], numbers: [] },
    });
    expect(await people()).toBe(0);
  });

  test("leaves a known person's numbers and phone state alone", async () => {
    provider().withMatch(() => ({ person: ana() }));
    const known = { apolloId: provider().idOf(EMAIL), isRefresh: true };
    await requestLookup(rep, RequestLookupInput.parse(known));
    const before = await db.person.findMany({ where: { workspaceId: rep.workspaceId }, include: { phones: true } });
    await deliver([MOBILE]);
    const after = await db.person.findMany({ where: { workspaceId: rep.workspaceId }, include: { phones: true } });
    expect(after).toEqual(before);
    expect(before).toHaveLength(1);
  });
});

describe("accepted", () => {
  test("the answer and what was delivered meanwhile become the person's", async () => {
    await deliver([MOBILE]);
    await decide("accepted");
    expect(await told()).toEqual({
      ...{ outcome: "matched", phoneState: "delivered", creditsHeld: "0", creditsCharged: "9", name: "Ana Silva" },
      ...{ deliveries: ["applied: -"], numbers: [MOBILE] },
    });
    const person = await db.person.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    expect(person).toMatchObject({ title: "CEO", phoneState: "delivered", primaryPhone: MOBILE });
  });

  test("before the phones come, they are merged as they come", async () => {
    await decide("accepted");
    expect(await told()).toMatchObject({ outcome: "matched", phoneState: "waiting" });
    expect(await db.person.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } })).toMatchObject({
      phoneState: "waiting",
    });
    await deliver([MOBILE]);
    expect(await told()).toMatchObject({ numbers: [MOBILE], deliveries: ["applied: -"] });
  });

  test("every lookup that shares it is told, and the store answers the next one", async () => {
    const other = await aViewer({ workspaceId: rep.workspaceId, role: "admin" });
    await db.attempt.update({ where: { id: attemptId }, data: { settledAt: new Date() } });
    const asked = {
      email: EMAIL,
      fullName: "Bo Lindqvist",
      linkedinUrl: "linkedin.com/in/bo",
      revealPhoneNumber: true,
    };
    const joined = (await requestLookup(other, RequestLookupInput.parse(asked))).lookupId;
    await decide("accepted");
    expect((await getLookup(other, joined)).outcome).toBe("matched");
    const again = { linkedinUrl: "linkedin.com/in/ana-silva", revealPhoneNumber: true };
    const { lookupId: next } = await requestLookup(rep, RequestLookupInput.parse(again));
    expect(await getLookup(rep, next)).toMatchObject({ answeredFrom: "store", phoneState: "waiting" });
  });
});

describe("turned down", () => {
  test("nothing of it becomes anybody's, then or later; what it cost stays spent", async () => {
    await decide("rejected");
    await deliver([MOBILE]);
    expect(await told()).toEqual({
      ...{ outcome: "turned_down", phoneState: "delivered", creditsHeld: "0", creditsCharged: "9", name: null },
      ...{ deliveries: ["applied: kept apart: the match was turned down"], numbers: [] },
    });
    expect(await people()).toBe(0);
  });
});

describe("who decides, and how often", () => {
  test("an admin, or the rep whose lookup it is; nobody else", async () => {
    const { workspaceId } = rep;
    const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(decide("accepted", await aViewer({ workspaceId }))).rejects.toMatchObject({ code: "not_found" });
    await expect(decide("accepted", stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(decide("accepted", await aViewer({ workspaceId, role: "reviewer" }))).rejects.toMatchObject({
      code: "forbidden",
    });
    const admin = await aViewer({ workspaceId, role: "admin" });
    await decide("accepted", admin);
    const [line] = await db.$queryRaw<unknown[]>`
      SELECT action, actor_id FROM audit_event WHERE subject = ${lookupId} AND action <> 'reveal.requested'`;
    expect(line).toEqual({ action: "match.accepted", actor_id: admin.userId });
  });

  test("once: of many at the same moment one is heard", async () => {
    const decisions = await Promise.allSettled(
      (["accepted", "rejected", "accepted", "rejected"] as const).map((decision) => decide(decision)),
    );
    expect(decisions.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(decide("accepted")).rejects.toMatchObject({ code: "conflict" });
  });

  test("a match without doubt is not to be decided", async () => {
    provider().withMatch(() => ({}));
    const sure = (await requestLookup(rep, RequestLookupInput.parse({ email: "cy@acme.example" }))).lookupId;
    await expect(decideMatch(rep, { lookupId: sure, decision: "rejected" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
