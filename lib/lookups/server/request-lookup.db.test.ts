import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null; url: string } = { stub: null, url: "" };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: provider.url, apiKey, timeoutMs: 1500 }),
}));

useTestDatabase();

const KEY = "kH3-test_KEY_of_22chars";
const REQUEST_ID = "-7184329501642039001";
const PERSON = {
  id: "64920f0a1b2c3d4e5f607182",
  first_name: "Ana",
  last_name: "Silva",
  name: "Ana Silva",
  title: '<img src=x onerror="alert(1)"> CTO',
  email: "ana.silva@acme.example",
  email_status: "verified",
  organization_id: "54a1216169702d7fe6dfca02",
  organization: { id: "54a1216169702d7fe6dfca02", name: "Acme Robotics", primary_domain: "acme.example" },
  employment_history: [],
};
const matched = (extra = "") => `{"person":${JSON.stringify(PERSON)}${extra},"request_id":${REQUEST_ID}}`;

let rep: Viewer;

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

function lookUp(input: Partial<RequestLookupInput>, viewer = rep) {
  return requestLookup(viewer, RequestLookupInput.parse({ email: "ana.silva@acme.example", ...input }));
}

async function storyOf(lookupId: string) {
  const lookup = await getLookup(rep, lookupId);
  const ledger = lookup.ledger.map(({ kind, part, credits }) => `${kind} ${part} ${credits}`);
  return { lookup, ledger, outcome: lookup.outcome, state: lookup.attempt?.state };
}

beforeAll(async () => {
  provider.stub = await startProviderStub();
  provider.url = provider.stub.url;
});
afterAll(() => provider.stub?.close());

beforeEach(async () => {
  provider.url = stub().url;
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Test key", key: KEY }));
});

describe("a match", () => {
  test("is stored with person, exact request id, one hold and one charge", async () => {
    stub().answerWith(answerJson(200, matched()));
    const { lookupId } = await lookUp({});
    const { lookup, ledger, outcome, state } = await storyOf(lookupId);
    expect({ outcome, state }).toEqual({ outcome: "matched", state: "matched" });
    expect(ledger).toEqual(["hold lookup 1", "charge profile 1"]);
    expect(lookup.attempt?.requestId).toBe(REQUEST_ID);
    expect(lookup.result).toMatchObject({
      name: "Ana Silva",
      title: PERSON.title,
      primaryEmail: "ana.silva@acme.example",
    });
    expect(lookup).toMatchObject({ creditsCharged: "1", creditsHeld: "0" });
    expect(stub().calls).toHaveLength(1);
  });

  test("sends the stored key in the header, JSON in the body, and no callback address unless phones are asked for", async () => {
    stub().answerWith(answerJson(200, matched()));
    await lookUp({
      email: "",
      fullName: " Ana  Silva ",
      companyDomain: "https://www.ACME.example/team",
      revealPersonalEmails: true,
    });
    const [call] = stub().calls;
    expect(call?.path).toBe("/api/v1/people/match");
    expect(call?.headers["x-api-key"]).toBe(KEY);
    expect(call?.body).toEqual({ name: "Ana Silva", domain: "acme.example", reveal_personal_emails: true });
  });

  test("with a phone: the attempt and its token's hash are committed before the call, and the hold stays", async () => {
    let seenByProvider: unknown;
    stub().answerWith(async ({ body }, response) => {
      const token = String(body["webhook_url"]).split("/").at(-1) ?? "";
      seenByProvider = await db.attempt.findUnique({
        where: { tokenHash: new Uint8Array(sha256(token)) },
        select: { state: true, phoneState: true },
      });
      response.writeHead(200).end(matched());
    });
    const { lookupId } = await lookUp({ revealPhoneNumber: true });
    expect(seenByProvider).toEqual({ state: "sending", phoneState: "waiting" });
    const { lookup, ledger } = await storyOf(lookupId);
    expect(ledger).toEqual(["hold lookup 9", "charge profile 1"]);
    expect(lookup).toMatchObject({ phoneState: "waiting", creditsCharged: "1", creditsHeld: "8" });
    expect(stub().calls[0]?.body["webhook_url"]).toMatch(/^http:\/\/localhost:3999\/api\/webhooks\/apollo\/[\w-]{43}$/);
  });

  test("of somebody else says so", async () => {
    stub().answerWith(answerJson(200, matched()));
    const { lookupId } = await lookUp({ email: "", fullName: "Bo Lindqvist", companyDomain: "elsewhere.example" });
    const { lookup, outcome } = await storyOf(lookupId);
    expect(outcome).toBe("needs_a_look");
    expect(lookup.guardReasons).toContain("elsewhere.example is not among the employers answered.");
  });
});

describe("no match costs nothing and gives the hold back", () => {
  test.each([
    ["null", { person: null }],
    ["confidence none", { person: { id: PERSON.id, match_confidence: "none" }, request_id: 5 }],
    ["a stub", { person: { id: PERSON.id, first_name: "Ana", revealed_for_current_team: true } }],
  ])("%s", async (_shape, body) => {
    stub().answerWith(answerJson(200, body));
    const { lookupId } = await lookUp({ revealPhoneNumber: true });
    const { lookup, ledger, outcome } = await storyOf(lookupId);
    expect(outcome).toBe("no_match");
    expect(ledger).toEqual(["hold lookup 9", "release lookup 9"]);
    expect(lookup).toMatchObject({ phoneState: "not_asked", result: null });
    expect(lookup.message).toContain("No credits spent.");
  });
});

describe("a refusal by the provider costs nothing and has its own word", () => {
  test.each([
    [401, "Invalid API key.", "key_rejected"],
    [403, { error: "not authorized", error_code: "API_INACCESSIBLE" }, "key_restricted"],
    [422, { error: "x", error_details: { code: "BILLING.LIMIT.CREDITS_EXHAUSTED" } }, "credits_exhausted"],
    [422, { error: "Person does not exist." }, "provider_rejected"],
  ])("%i %j is %s", async (status, body, code) => {
    stub().answerWith(answerJson(status, body));
    const { lookupId } = await lookUp({});
    const { lookup, ledger, outcome, state } = await storyOf(lookupId);
    expect({ outcome, state, code: lookup.errorCode }).toEqual({ outcome: "failed", state: "rejected", code });
    expect(ledger).toEqual(["hold lookup 1", "release lookup 1"]);
    expect(stub().calls.filter(({ path }) => path.endsWith("people/match"))).toHaveLength(1);
  });
});

describe("an outcome nobody can know keeps its hold and is never sent again", () => {
  test.each([
    [
      "a reset after the request was read",
      (response: { destroy: () => void }) => {
        response.destroy();
      },
    ],
    ["a time-out", () => undefined],
    [
      "a 504",
      (response: { writeHead: (status: number) => { end: (text: string) => void } }) => {
        response.writeHead(504).end("<html>");
      },
    ],
  ])("%s", async (_what, fail) => {
    stub().answerWith((_call, response) => {
      fail(response);
    });
    const { lookupId } = await lookUp({ revealPhoneNumber: true });
    const { lookup, ledger, outcome, state } = await storyOf(lookupId);
    expect({ outcome, state }).toEqual({ outcome: "unknown", state: "unknown" });
    expect(ledger).toEqual(["hold lookup 9"]);
    expect(lookup).toMatchObject({ phoneState: "waiting", creditsHeld: "9" });
    expect(stub().calls).toHaveLength(1);
  });
});

test("a provider that cannot be reached gets three tries, and the hold is given back", async () => {
  const gone = await startProviderStub();
  await gone.close();
  provider.url = gone.url;
  const { lookupId } = await lookUp({});
  const { lookup, ledger, state } = await storyOf(lookupId);
  expect({ state, code: lookup.errorCode }).toEqual({ state: "not_sent", code: "provider_unreachable" });
  expect(ledger).toEqual(["hold lookup 1", "release lookup 1"]);
});

describe("before anything is held", () => {
  test("too little to match is refused with the field named, and nothing is sent or written", async () => {
    stub().answerWith(answerJson(200, matched()));
    await expect(lookUp({ email: " ", firstName: "Ana" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { lastName: expect.any(String) as string },
    });
    expect(stub().calls).toHaveLength(0);
    expect(await db.lookup.count({ where: { workspaceId: rep.workspaceId } })).toBe(0);
  });

  test("a reviewer may not look up, and a workspace without a key says so", async () => {
    const reviewer = await aViewer({ role: "reviewer", workspaceId: rep.workspaceId });
    await expect(lookUp({}, reviewer)).rejects.toMatchObject({ code: "forbidden" });
    const keyless = await aViewer({ workspaceId: await aWorkspace() });
    await expect(lookUp({}, keyless)).rejects.toMatchObject({ code: "key_missing" });
  });

  test("a live workspace that phones cannot reach refuses to buy them", async () => {
    const workspaceId = await aWorkspace("live");
    const live = await aViewer({ workspaceId, workspaceKind: "live" });
    await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Live key", key: KEY }));
    await expect(lookUp({ revealPhoneNumber: true }, live)).rejects.toMatchObject({ code: "webhook_unreachable" });
  });
});

test("a rep finds own lookups only; a reviewer reads all of the workspace; another workspace reads none", async () => {
  stub().answerWith(answerJson(200, matched()));
  const { lookupId } = await lookUp({});
  const otherRep = await aViewer({ workspaceId: rep.workspaceId });
  const reviewer = await aViewer({ role: "reviewer", workspaceId: rep.workspaceId });
  const stranger = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
  await expect(getLookup(otherRep, lookupId)).rejects.toMatchObject({ code: "not_found" });
  await expect(getLookup(stranger, lookupId)).rejects.toMatchObject({ code: "not_found" });
  expect((await getLookup(reviewer, lookupId)).id).toBe(lookupId);
  expect((await listLookups(otherRep, {})).lookups).toEqual([]);
  expect((await listLookups(rep, {})).lookups.map(({ id }) => id)).toEqual([lookupId]);
});

test("neither key nor callback token is in what a screen is given", async () => {
  stub().answerWith(answerJson(200, matched()));
  const { lookupId } = await lookUp({ revealPhoneNumber: true });
  const told = JSON.stringify(await getLookup(rep, lookupId));
  const token = String(stub().calls[0]?.body["webhook_url"]).split("/").at(-1) ?? "none";
  expect(told).not.toContain(KEY);
  expect(told).not.toContain(token);
});
