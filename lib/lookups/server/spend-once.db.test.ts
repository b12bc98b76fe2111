import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { createAttempt } from "@/lib/lookups/server/attempt-store";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null } = { stub: null };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const PERSON = {
  id: "64920f0a1b2c3d4e5f607182",
  first_name: "Ana",
  last_name: "Silva",
  name: "Ana Silva",
  email: "ana.silva@acme.example",
  linkedin_url: "http://www.linkedin.com/in/ana-silva",
  organization: { id: "54a1216169702d7fe6dfca02", name: "Acme Robotics", primary_domain: "acme.example" },
  employment_history: [],
};
const EMAIL = PERSON.email;

let rep: Viewer;

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

const lookUp = (input: Partial<RequestLookupInput>, viewer = rep) =>
  requestLookup(viewer, RequestLookupInput.parse(input));

async function told(lookupId: string) {
  const { outcome, answeredFrom, creditsCharged, creditsSaved, phoneState, result } = await getLookup(rep, lookupId);
  return { outcome, answeredFrom, creditsCharged, creditsSaved, phoneState, name: result?.name ?? null };
}

beforeAll(async () => {
  provider.stub = await startProviderStub();
});
afterAll(() => stub().close());

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  stub().answerWith(answerJson(200, { person: PERSON, request_id: 5 }));
});

describe("store first: a person who is ours and fresh costs nothing", () => {
  const digest = (name: string) => createHash(name).update(EMAIL).digest("hex");
  test.each<[string, Partial<RequestLookupInput>]>([
    ["the same address in capitals", { email: "Ana.Silva@ACME.example" }],
    ["its MD5", { hashedEmail: digest("md5") }],
    ["its SHA-256", { hashedEmail: digest("sha256").toUpperCase() }],
    ["the LinkedIn profile", { linkedinUrl: "https://pt.linkedin.com/in/Ana-Silva/?trk=x" }],
    ["the Apollo id", { apolloId: PERSON.id }],
    ["name and domain", { fullName: "ana  silva", companyDomain: "www.acme.example" }],
    ["name and domain in parts", { firstName: "Ana", lastName: "Silva", companyDomain: "acme.example" }],
    ["two names of one person", { email: EMAIL, linkedinUrl: "linkedin.com/in/ana-silva" }],
  ])("asked by %s", async (_how, input) => {
    await lookUp({ email: EMAIL });
    const { lookupId } = await lookUp(input);
    expect(await told(lookupId)).toEqual({
      outcome: "matched",
      answeredFrom: "store",
      creditsCharged: "0",
      creditsSaved: "1",
      phoneState: "not_asked",
      name: "Ana Silva",
    });
    expect(stub().calls).toHaveLength(1);
  });

  test.each<[string, Partial<RequestLookupInput>]>([
    ["asking anyway", { email: EMAIL, isRefresh: true, revealPersonalEmails: true }],
    ["asking for a phone nobody bought", { email: EMAIL, revealPhoneNumber: true }],
    ["asking for personal emails nobody bought", { email: EMAIL, revealPersonalEmails: true }],
    ["a name that does not fit the address", { email: EMAIL, fullName: "Bo Lindqvist" }],
    ["names of which one is not known", { email: EMAIL, linkedinUrl: "linkedin.com/in/somebody" }],
  ])("%s asks the provider", async (_why, input) => {
    await lookUp({ email: EMAIL });
    const { lookupId } = await lookUp(input);
    expect((await told(lookupId)).answeredFrom).toBe("provider");
    expect(stub().calls).toHaveLength(2);
  });

  test("what is older than the workspace's fresh days is asked again", async () => {
    await lookUp({ email: EMAIL });
    await db.attempt.updateMany({ data: { settledAt: new Date(Date.now() - 8 * 86_400_000) } });
    expect((await told((await lookUp({ email: EMAIL })).lookupId)).answeredFrom).toBe("store");
    await db.workspace.updateMany({ data: { freshDays: 7 } });
    expect((await told((await lookUp({ email: EMAIL })).lookupId)).answeredFrom).toBe("provider");
  });

  test("a phone that is still coming is shared, not bought again, and another workspace's people are not ours", async () => {
    const first = await lookUp({ email: EMAIL, revealPhoneNumber: true });
    const again = await lookUp({ apolloId: PERSON.id, revealPhoneNumber: true });
    expect(await told(again.lookupId)).toMatchObject({
      answeredFrom: "store",
      phoneState: "waiting",
      creditsSaved: "9",
    });
    const attempts = await db.lookup.findMany({ where: { id: { in: [first.lookupId, again.lookupId] } } });
    expect(new Set(attempts.map(({ attemptId }) => attemptId)).size).toBe(1);
    expect(stub().calls).toHaveLength(1);
    const workspaceId = await aWorkspace();
    const stranger = await aViewer({ workspaceId });
    await expect(lookUp({ email: EMAIL }, stranger)).rejects.toMatchObject({ code: "key_missing" });
  });
});

test("every identifier reaches the provider under the name that it has there", async () => {
  const named = { firstName: "Ana", lastName: "Silva", companyName: "Acme Robotics", companyDomain: "acme.example" };
  await lookUp({ ...named, email: EMAIL, apolloId: PERSON.id, linkedinUrl: "linkedin.com/in/ana-silva" });
  await lookUp({ fullName: "Bo Lindqvist", companyDomain: "acme.example" });
  expect(stub().calls.map(({ body }) => body)).toMatchObject([
    {
      ...{ id: PERSON.id, email: EMAIL, linkedin_url: expect.stringContaining("ana-silva") as string },
      ...{ first_name: "Ana", last_name: "Silva", organization_name: "Acme Robotics", domain: "acme.example" },
    },
    { name: "Bo Lindqvist", domain: "acme.example" },
  ]);
});

test("the key says when it was last used", async () => {
  await lookUp({ email: EMAIL });
  const key = await db.apiKey.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
  expect(Date.now() - (key.lastUsedAt?.getTime() ?? 0)).toBeLessThan(60_000);
});

describe("joining", () => {
  test("identical lookups at once, of two reps, share one paid call; the charge belongs to the first", async () => {
    stub().answerWith(async (_call, response) => {
      await wait(150);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ person: PERSON }));
    });
    const other = await aViewer({ workspaceId: rep.workspaceId });
    const asked = Array.from({ length: 60 }, (_, index) => lookUp({ email: EMAIL }, index % 2 ? rep : other));
    const ids = (await Promise.all(asked)).map(({ lookupId }) => lookupId);
    expect(stub().calls).toHaveLength(1);
    const lookups = await db.lookup.findMany({ where: { id: { in: ids } } });
    expect(new Set(lookups.map(({ outcome }) => outcome))).toEqual(new Set(["matched"]));
    // One that came when the call was over is answered from the store, and names no attempt.
    expect(new Set(lookups.flatMap(({ attemptId }) => attemptId ?? [])).size).toBe(1);
    expect(lookups.filter(({ personId }) => personId === null)).toEqual([]);
    expect(lookups.filter(({ creditsCharged }) => creditsCharged.gt(0))).toHaveLength(1);
    expect(await db.ledgerEntry.count({ where: { workspaceId: rep.workspaceId } })).toBe(2);
  });

  test("a double click after nobody was found shares the answer; other options are another lookup", async () => {
    stub().answerWith(answerJson(200, { person: null }));
    const clicks = [await lookUp({ email: EMAIL }), await lookUp({ email: EMAIL })];
    expect(stub().calls).toHaveLength(1);
    expect(await told(clicks[1]?.lookupId ?? "")).toMatchObject({ outcome: "no_match", answeredFrom: "joined" });
    await lookUp({ email: EMAIL, revealPersonalEmails: true });
    expect(stub().calls).toHaveLength(2);
  });

  test("an identical one that came and was answered while this one was being written is shared, not bought again", async () => {
    await lookUp({ email: EMAIL });
    const { workspaceId, identity } = await db.attempt.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    const nothing = {
      request: {},
      requestedApolloId: null,
      phoneState: "not_asked",
      waterfallState: "not_asked",
    } as const;
    const { id: apiKeyId } = await db.apiKey.findFirstOrThrow({ where: { workspaceId } });
    const late = { id: "att_late", workspaceId, apiKeyId, identity, tokenHash: new Uint8Array(32), ...nothing };
    expect(await inTransaction((tx) => createAttempt(tx, late, null))).toBe(false);
    expect(await db.attempt.count({ where: { workspaceId } })).toBe(1);
    await db.attempt.updateMany({ where: { workspaceId }, data: { settledAt: new Date(Date.now() - 60_000) } });
    expect(await inTransaction((tx) => createAttempt(tx, late, null))).toBe(true);
  });

  test("a lookup whose outcome is unknown is shared and not sent again", async () => {
    stub().answerWith((_call, response) => {
      response.destroy();
    });
    await lookUp({ email: EMAIL });
    stub().answerWith(answerJson(200, { person: PERSON }));
    const { lookupId } = await lookUp({ email: EMAIL });
    expect(await told(lookupId)).toMatchObject({ outcome: "unknown", answeredFrom: "joined" });
    expect(stub().calls).toHaveLength(0);
  });
});

describe("told to wait", () => {
  const limited = answerJson(429, { message: "The maximum number of api calls" }, { "retry-after": "1" });

  test("429 queues the lookup, pauses the key for all, keeps the holds; it goes by itself", async () => {
    stub().answerWith(limited);
    const first = await lookUp({ email: EMAIL });
    const second = await lookUp({ email: "bo@acme.example" });
    expect(stub().calls).toHaveLength(1);
    expect([await told(first.lookupId), await told(second.lookupId)]).toMatchObject([
      { outcome: "queued", creditsCharged: "0" },
      { outcome: "queued", creditsCharged: "0" },
    ]);
    expect(await sendReserved()).toBe(0);
    await wait(1100);
    stub().answerWith(answerJson(200, { person: PERSON }));
    expect(await sendReserved()).toBe(2);
    expect(
      stub()
        .calls.map(({ body }) => body["email"])
        .sort(),
    ).toEqual([EMAIL, "bo@acme.example"]);
    expect(await told(first.lookupId)).toMatchObject({ outcome: "matched", creditsCharged: "1" });
  });

  test("a sender that was overtaken writes nothing", async () => {
    stub().answerWith(limited);
    const { lookupId } = await lookUp({ email: EMAIL });
    const { attemptId } = await db.lookup.findUniqueOrThrow({ where: { id: lookupId } });
    await db.providerPause.deleteMany();
    stub().answerWith(async (_call, response) => {
      await db.attempt.updateMany({ where: { id: attemptId ?? "" }, data: { sends: { increment: 1 } } });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ person: PERSON }));
    });
    await db.attempt.updateMany({ where: { id: attemptId ?? "" }, data: { sendAfter: new Date(0) } });
    await sendReserved();
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId ?? "" } })).state).toBe("sending");
    expect(await db.ledgerEntry.count({ where: { attemptId: attemptId ?? "", kind: "charge" } })).toBe(0);
  });

  test.each([
    [401, "Invalid API key.", "key_rejected"],
    [403, { error: "no", error_code: "API_INACCESSIBLE" }, "key_restricted"],
  ])("after a %i the key sends nothing more until an admin has acted", async (status, body, code) => {
    stub().answerWith(answerJson(status, body));
    await lookUp({ email: EMAIL });
    await expect(lookUp({ email: "bo@acme.example" })).rejects.toMatchObject({ code });
    expect(stub().calls.filter(({ path }) => path.endsWith("people/match"))).toHaveLength(1);
  });
});

test("a key whose own profile is in order is not stopped by one refusal", async () => {
  stub().answerWith((call, response) => {
    const isMatch = call.path.endsWith("people/match");
    void answerJson(isMatch ? 403 : 200, isMatch ? { error_code: "API_INACCESSIBLE" } : { id: "u" })(call, response);
  });
  await lookUp({ email: EMAIL });
  stub().answerWith(answerJson(200, { person: PERSON }));
  expect(await told((await lookUp({ email: EMAIL })).lookupId)).toMatchObject({ outcome: "matched" });
});

describe("a weak match is kept apart", () => {
  test("charged and shown, but nobody known is touched and no one new is made", async () => {
    await lookUp({ email: EMAIL });
    const before = await db.person.findMany({ where: { workspaceId: rep.workspaceId } });
    stub().answerWith(answerJson(200, { person: { ...PERSON, name: "Ana Silva", title: "CEO" } }));
    const { lookupId } = await lookUp({ fullName: "Bo Lindqvist", companyDomain: "elsewhere.example" });
    expect(await told(lookupId)).toMatchObject({ outcome: "needs_a_look", creditsCharged: "1", name: null });
    expect(await db.person.findMany({ where: { workspaceId: rep.workspaceId } })).toEqual(before);
  });
});
