import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { decideMatch } from "@/lib/deliveries/server/decide-match";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { findHeld } from "@/lib/privacy/server/find-held";
import { getErasure } from "@/lib/privacy/server/list-erasures";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { answerJson } from "@/lib/testing/provider-stub";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "zenobia.quill@acme.example";
const HOME = "zenobia_q@home.example";
const PROFILE = "https://www.linkedin.com/in/zenobia-quill";
const APOLLO_ID = "5f2a1b3c4d5e6f7081920a1b";
const MOBILE = "+12025550177";
const PERSON = {
  ...{ id: APOLLO_ID, first_name: "Zenobia", last_name: "Quill", name: "Zenobia Quill", title: "Keeper of Orchids" },
  ...{ email: EMAIL, email_status: "verified", personal_emails: [HOME], linkedin_url: PROFILE, employment_history: [] },
  ...{ organization_id: "org-1", organization: { id: "org-1", name: "Acme Robotics", primary_domain: "acme.example" } },
};
/** All that must not be found anywhere afterwards, in any letter case. */
const WORDS = [
  "zenobia",
  "quill",
  "orchids",
  APOLLO_ID,
  MOBILE.slice(1),
  createHash("md5").update(EMAIL).digest("hex"),
];
const HASH = createHash("sha256").update(EMAIL).digest("hex");
const PHONES = { phone_enrichment: { request_id: "9", status: "pending", message: "…" } };

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Test key", key: workspaceId }));
  provider().answerWith(answerJson(200, { person: PERSON, ...PHONES, request_id: 41 }));
});

async function lookUp(input: Partial<RequestLookupInput>, viewer = rep) {
  const { lookupId } = await requestLookup(viewer, RequestLookupInput.parse(input));
  return getLookup(viewer, lookupId);
}

const calls = () => provider().calls.filter(({ path }) => path.endsWith("people/match")).length;
const storyOf = async (id: string) => {
  const { outcome, phoneState, creditsCharged, creditsHeld, label, asked, result, attempt } = await getLookup(rep, id);
  return {
    outcome,
    phoneState,
    creditsCharged,
    creditsHeld,
    label,
    asked,
    result,
    body: attempt?.responseBody ?? null,
  };
};

async function eraseHer(): Promise<string> {
  const { people } = await findHeld(admin, { text: EMAIL });
  const personIds = people.map(({ personId }) => personId);
  const asked = personIds.length > 0 ? { personIds } : { personIds, text: EMAIL };
  return (await requestErasure(admin, { ...asked, confirmation: "ERASE" })).erasureId;
}

async function deliver(attemptId: string, body = phoneBody(APOLLO_ID, [{ number: MOBILE }])) {
  await recordDelivery(attemptId, Buffer.from(body), 3000);
}

/** What the worker has time for within a minute. */
async function untilErased(erasureId: string) {
  for (let round = 0; round < 5; round += 1) {
    await db.$executeRaw`UPDATE erasure SET lease_until = NULL`;
    await runErasures();
    const erasure = await getErasure(admin, erasureId);
    if (erasure.state === "done") return erasure;
  }
  throw new Error("the erasure did not end");
}

/**
 * Tables that are not ours to erase from: the emulator stands for the provider, which keeps its own people, and the queue of
 * scheduled work carries no personal data. A table that is new is searched by itself.
 */
const NOT_SEARCHED = /^(sandbox_|pgboss)/;

async function findWords(words: readonly string[] = WORDS): Promise<string[]> {
  const columns = await db.$queryRaw<{ place: string; column: string }[]>`
    SELECT table_name AS place, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND (data_type IN ('text', 'character varying', 'bytea', 'json', 'jsonb', 'ARRAY'))`;
  expect(columns.length).toBeGreaterThan(100);
  // The text of bytes is their hex.
  const spellings = words.flatMap((word) => [
    word,
    ...[word, capitalised(word)].map((text) => Buffer.from(text).toString("hex")),
  ]);
  const patterns = spellings.map((word) => `%${word.replace("_", "\\_")}%`);
  const found: string[] = [];
  for (const { place, column } of columns.filter((one) => !NOT_SEARCHED.test(one.place))) {
    const rows = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM ${Prisma.raw(`"${place}"`)}
       WHERE ${Prisma.raw(`"${column}"`)}::text ILIKE ANY (${patterns})`;
    if ((rows[0]?.n ?? 0) > 0) found.push(`${place}.${column}`);
  }
  return found;
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

describe("an erased person", () => {
  test("is in no column of the whole database any more, and the receipt counts what went; the ledger stays", async () => {
    const first = await lookUp({ email: EMAIL, revealPhoneNumber: true, revealPersonalEmails: true });
    await deliver(first.attempt?.id ?? "");
    await applyDeliveries();
    await lookUp({ email: EMAIL, revealPersonalEmails: true }, admin);
    await lookUp({ fullName: "Zenobia Quill", companyDomain: "acme.example" }, admin);
    provider().answerWith(answerJson(200, { person: null }));
    await lookUp({ hashedEmail: createHash("sha256").update(HOME).digest("hex") });
    await deliver(first.attempt?.id ?? "", `{"broken": "${EMAIL}`);
    await applyDeliveries();
    const before = await findWords();
    for (const place of [
      "person.search",
      "person_email.address",
      "attempt.response_body",
      "attempt.identity",
      "lookup.input",
      "delivery.body",
    ])
      expect(before).toContain(place);
    const [held] = (await findHeld(admin, { text: "zenobia" })).people;
    expect(held).toMatchObject({ emails: 2, phones: 1, lookups: 4, deliveries: 2 });

    const erasureId = await eraseHer();
    const erasure = await untilErased(erasureId);
    expect(await findWords()).toEqual([]);
    expect(erasure.counts).toMatchObject({ people: 1, emails: 2, phones: 1, lookups: 4, deliveries: 2 });
    const story = await storyOf(first.id);
    expect(story).toMatchObject({
      outcome: "erased",
      creditsCharged: "9",
      label: "Somebody who was erased",
      asked: {},
    });
    const audit = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId, subject: erasureId } });
    expect(audit.map(({ action, detail }) => [action, detail])).toEqual([
      ["erasure.requested", null],
      ["person.erased", null],
    ]);
  });

  test.each<[string, Partial<RequestLookupInput>]>([
    ["address", { email: EMAIL.toUpperCase() }],
    ["other address", { email: HOME }],
    ["MD5", { hashedEmail: createHash("md5").update(EMAIL).digest("hex") }],
    ["SHA-256", { hashedEmail: HASH }],
    ["profile", { linkedinUrl: "linkedin.com/in/Zenobia-Quill" }],
    ["Apollo ID", { apolloId: APOLLO_ID }],
    ["name at the employer", { firstName: "Zenobia", lastName: "QUILL", companyDomain: "acme.example" }],
  ])("is not asked for again by %s, at no cost, and what was typed is not kept", async (_, input) => {
    await lookUp({ email: EMAIL, revealPersonalEmails: true });
    await untilErased(await eraseHer());
    const before = calls();
    const lookup = await lookUp(input);
    expect([lookup.outcome, lookup.creditsCharged, lookup.creditsHeld]).toEqual(["suppressed", "0", "0"]);
    expect([calls() - before, await findWords()]).toEqual([0, []]);
  });

  test("who is found under a name that nobody knew is not kept: the charge is booked, and that is all", async () => {
    await lookUp({ email: EMAIL });
    await untilErased(await eraseHer());
    const lookup = await lookUp({ email: "z.quill@elsewhere.example" });
    expect(lookup).toMatchObject({ outcome: "erased", creditsCharged: "1", result: null, asked: {} });
    expect(await findWords()).toEqual([]);
  });

  test("stays with a workspace that was not asked to forget", async () => {
    await lookUp({ email: EMAIL });
    const workspaceId = await aWorkspace();
    const other = await aViewer({ workspaceId });
    await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Key", key: workspaceId }));
    await lookUp({ email: EMAIL }, other);
    await untilErased(await eraseHer());
    expect(await db.person.findMany({ select: { workspaceId: true }, where: { apolloId: APOLLO_ID } })).toEqual([
      { workspaceId },
    ]);
    await db.lookup.deleteMany({ where: { workspaceId } });
    await db.person.deleteMany({ where: { workspaceId } });
    await db.$executeRaw`UPDATE attempt SET request = '{}', identity = id, response_body = NULL, returned_apollo_id = NULL WHERE workspace_id = ${workspaceId}`;
  });
});

describe("erasing somebody", () => {
  test("while their call is under way keeps nothing of the answer, and books what it cost", async () => {
    await lookUp({ email: EMAIL });
    let erasureId = "";
    provider().answerWith(async (call, response) => {
      erasureId = await eraseHer();
      await runErasures();
      await answerJson(200, { person: PERSON, ...PHONES, request_id: 43 })(call, response);
    });
    const lookup = await lookUp({ email: EMAIL, revealPhoneNumber: true, isRefresh: true });
    expect(await storyOf(lookup.id)).toMatchObject({
      outcome: "erased",
      creditsCharged: "1",
      creditsHeld: "8",
      body: null,
    });
    await untilErased(erasureId);
    await deliver(lookup.attempt?.id ?? "");
    await applyDeliveries();
    expect(await storyOf(lookup.id)).toMatchObject({ phoneState: "delivered", creditsCharged: "9", creditsHeld: "0" });
    expect(await findWords()).toEqual([]);
  });

  test("while their phone is pending ends the poll; the callback is read for what it cost, and dropped", async () => {
    const lookup = await lookUp({ email: EMAIL, revealPhoneNumber: true });
    await untilErased(await eraseHer());
    const attempt = await db.attempt.findUniqueOrThrow({ where: { id: lookup.attempt?.id ?? "" } });
    expect(attempt).toMatchObject({ pollAt: null, phoneState: "waiting" });
    await deliver(attempt.id);
    await applyDeliveries();
    expect(await storyOf(lookup.id)).toMatchObject({ phoneState: "delivered", creditsCharged: "9", result: null });
    const delivery = await db.delivery.findFirstOrThrow({ where: { attemptId: attempt.id } });
    expect([delivery.state, delivery.reason, delivery.body.length]).toEqual(["dropped", "erased", 0]);
    expect(await findWords()).toEqual([]);
  });

  test.each(["before", "after"])(
    "while a delivery waits, taken up %s the erasure's own work, keeps nothing of it",
    async (when) => {
      const lookup = await lookUp({ email: EMAIL, revealPhoneNumber: true });
      await deliver(lookup.attempt?.id ?? "");
      const erasureId = await eraseHer();
      if (when === "before") await applyDeliveries();
      await untilErased(erasureId);
      expect(await storyOf(lookup.id)).toMatchObject({ creditsCharged: "9", creditsHeld: "0", result: null });
      expect(await findWords()).toEqual([]);
    },
  );

  test("at the very moment in which a delivery is applied and a lookup asked, over and over, brings nothing back", async () => {
    for (let round = 0; round < 5; round += 1) {
      await db.suppression.deleteMany();
      const lookup = await lookUp({ email: EMAIL, revealPhoneNumber: true });
      await deliver(lookup.attempt?.id ?? "");
      const [erasureId] = await Promise.all([
        eraseHer(),
        applyDeliveries(),
        lookUp({ linkedinUrl: PROFILE, isRefresh: true }, admin),
        lookUp({ hashedEmail: HASH }),
      ]);
      await untilErased(erasureId);
      expect(await findWords()).toEqual([]);
      expect(await db.ledgerEntry.count({ where: { attempt: { id: lookup.attempt?.id ?? "" }, kind: "charge" } })).toBe(
        2,
      );
    }
  });

  test("whose lookup waits for its turn: it is never sent, and the hold is given back", async () => {
    provider().answerWith(answerJson(429, {}, { "retry-after": "1" }));
    const { id } = await lookUp({ email: EMAIL, revealPhoneNumber: true });
    await untilErased(await eraseHer());
    await db.$executeRaw`UPDATE attempt SET send_after = now()`;
    await db.providerPause.deleteMany();
    const before = calls();
    await sendReserved();
    expect([calls() - before, await findWords()]).toEqual([0, []]);
    expect(await storyOf(id)).toMatchObject({ outcome: "erased", creditsHeld: "0", creditsCharged: "0" });
  });

  test("who waits for somebody's look leaves nothing to accept", async () => {
    const lookup = await lookUp({ fullName: "Bo Lindqvist", companyDomain: "elsewhere.example" });
    expect(lookup.outcome).toBe("needs_a_look");
    const { erasureId } = await requestErasure(admin, { personIds: [], text: APOLLO_ID, confirmation: "ERASE" });
    await untilErased(erasureId);
    await expect(decideMatch(rep, { lookupId: lookup.id, decision: "accepted" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await findWords()).toEqual([]);
  });

  test("goes on where a worker died in the middle, and counts everything once", async () => {
    const lookup = await lookUp({ email: EMAIL, revealPhoneNumber: true });
    await deliver(lookup.attempt?.id ?? "");
    await applyDeliveries();
    const erasureId = await eraseHer();
    await db.$executeRaw`CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'died'; END $$`;
    await db.$executeRaw`CREATE TRIGGER refuse_it BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION refuse_it()`;
    await runErasures();
    expect((await getErasure(admin, erasureId)).state).toBe("erasing");
    await db.$executeRaw`DROP TRIGGER refuse_it ON person`;
    await db.$executeRaw`DROP FUNCTION refuse_it`;
    const { counts } = await untilErased(erasureId);
    expect(counts).toMatchObject({ people: 1, emails: 2, phones: 1, lookups: 1, calls: 1, deliveries: 1 });
    expect(await db.erasure.findUnique({ where: { id: erasureId } })).toMatchObject({ sealed: null, state: "done" });
    expect(await findWords()).toEqual([]);
  });

  test("by several workers at once counts everything once", async () => {
    await lookUp({ email: EMAIL });
    const erasureId = await eraseHer();
    await Promise.all(Array.from({ length: 4 }, () => runErasures()));
    expect((await untilErased(erasureId)).counts).toMatchObject({ people: 1, lookups: 1, calls: 1 });
  });

  test("asks for the word, names what is held first, and is an admin's alone", async () => {
    await lookUp({ email: EMAIL });
    for (const text of [EMAIL, PROFILE, APOLLO_ID, "zenobia"])
      expect((await findHeld(admin, { text })).people.map(({ name }) => name)).toEqual(["Zenobia Quill"]);
    expect(await findHeld(admin, { text: "nobody@acme.example" })).toEqual({ people: [], asked: 0 });
    const [held] = (await findHeld(admin, { text: EMAIL })).people;
    const personIds = [held?.personId ?? ""];
    await expect(requestErasure(admin, { personIds, confirmation: "yes" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(requestErasure(rep, { personIds, confirmation: "ERASE" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(findHeld(rep, { text: EMAIL })).rejects.toMatchObject({ code: "forbidden" });
    const other = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(requestErasure(other, { personIds, confirmation: "ERASE" })).rejects.toMatchObject({
      code: "not_found",
    });
    await untilErased(await eraseHer());
  });
});
