import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import type { AddedKind } from "@/lib/suppressions/suppression";
import { answerJson } from "@/lib/testing/provider-stub";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "ana.silva@acme.example";
const PROFILE = "https://www.linkedin.com/in/ana-silva";
const md5 = createHash("md5").update(EMAIL).digest("hex");
const sha256 = createHash("sha256").update(EMAIL).digest("hex");

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Test key", key: workspaceId }));
});

const suppress = (kind: AddedKind, text: string, until: string | null = null) =>
  submitSuppressions(admin, { kind, text, reason: "do_not_contact", until });

async function lookUp(input: Partial<RequestLookupInput>, viewer = rep) {
  const { lookupId } = await requestLookup(viewer, RequestLookupInput.parse(input));
  return getLookup(viewer, lookupId);
}

const calls = () => provider().calls.filter(({ path }) => path.endsWith("people/match")).length;

describe("somebody on the suppression list", () => {
  test.each<[string, AddedKind, string, Partial<RequestLookupInput>]>([
    ["an address", "email", ` ${EMAIL.toUpperCase()} `, { email: EMAIL }],
    ["an address, asked for by its MD5", "email", EMAIL, { hashedEmail: md5 }],
    ["an address, asked for by its SHA-256", "email", EMAIL, { hashedEmail: sha256.toUpperCase() }],
    ["a profile", "linkedin", "linkedin.com/in/Ana-Silva/?utm=1", { linkedinUrl: PROFILE }],
    ["a domain, asked for by an address there", "domain", "https://www.acme.example/team", { email: EMAIL }],
    ["a domain, asked for by an address below it", "domain", "acme.example", { email: "ana@eu.acme.example" }],
    [
      "a domain, asked for by name and domain",
      "domain",
      "acme.example",
      { fullName: "Ana", companyDomain: "acme.example" },
    ],
  ])("by %s is never asked for: refused with the reason, at no cost", async (_, kind, text, input) => {
    expect(await suppress(kind, text)).toEqual([{ line: 1, became: "added" }]);
    const lookup = await lookUp(input);
    expect([lookup.outcome, lookup.errorCode, lookup.attempt]).toEqual(["suppressed", "do_not_contact", null]);
    expect([lookup.creditsHeld, lookup.creditsCharged, calls()]).toEqual(["0", "0", 0]);
    expect(lookup.message).toBe(
      "This person is on the suppression list (do not contact), so nothing was sent. No credits spent. Ask A admin, who keeps the list.",
    );
  });

  test("is recognised among our own people by every other name that we know of them", async () => {
    provider().answerWith(answerJson(200, { person: { ...PERSON, linkedin_url: PROFILE }, request_id: 1 }));
    expect((await lookUp({ email: EMAIL })).outcome).toBe("matched");
    await suppress("email", EMAIL);
    expect((await lookUp({ linkedinUrl: PROFILE })).outcome).toBe("suppressed");
  });

  test("of another workspace, or until yesterday, is asked for like anybody else", async () => {
    await suppress("email", EMAIL, "2026-01-01");
    expect((await lookUp({ email: EMAIL })).outcome).toBe("matched");
    await suppress("email", "bo@acme.example");
    const workspaceId = await aWorkspace();
    const other = await aViewer({ workspaceId });
    await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Key", key: workspaceId }));
    expect((await lookUp({ email: "bo@acme.example" }, other)).outcome).toBe("matched");
  });

  test("who came onto it while the lookup waited for its turn is not sent, and the hold is given back", async () => {
    provider().answerWith(answerJson(429, {}, { "retry-after": "1" }));
    const { id } = await lookUp({ email: EMAIL, revealPhoneNumber: true });
    await suppress("email", EMAIL);
    provider().answerWith(answerJson(200, { person: PERSON, request_id: 1 }));
    await db.$executeRaw`UPDATE attempt SET send_after = now()`;
    await db.providerPause.deleteMany();
    await sendReserved();
    const lookup = await getLookup(rep, id);
    expect([lookup.outcome, lookup.attempt?.state, calls()]).toEqual(["suppressed", "not_sent", 0]);
    expect([lookup.creditsHeld, lookup.creditsCharged, lookup.phoneState]).toEqual(["0", "0", "not_asked"]);
  });

  test("who is found under another name: the charge is booked, nothing of the answer is kept but its digest", async () => {
    await suppress("email", EMAIL);
    const body = JSON.stringify({ person: PERSON, request_id: 7 });
    provider().answerWith(answerJson(200, body));
    const lookup = await lookUp({ linkedinUrl: PROFILE });
    expect([lookup.outcome, lookup.creditsCharged, lookup.creditsHeld]).toEqual(["suppressed", "1", "0"]);
    expect(lookup.message).toContain("Nothing of the answer was kept. 1 credit spent.");
    const attempt = await db.attempt.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    expect(attempt).toMatchObject({ responseBody: null, returnedApolloId: null, guardReasons: null, requestId: "7" });
    expect(attempt.errorDetail).toBe(`sha256 ${createHash("sha256").update(body).digest("hex")}`);
    expect(await db.person.count({ where: { workspaceId: rep.workspaceId } })).toBe(0);
  });
});

describe("an address or number on the list by itself", () => {
  test("is left out of a person who is kept otherwise, and the raw answer is not kept", async () => {
    await suppress("domain", "acme.example");
    await suppress("phone", "+1 (202) 555-0101");
    const phone_numbers = ["+12025550101", "+12025550102"].map((number) => ({
      sanitized_number: number,
      type_cd: "mobile",
    }));
    const person = { ...PERSON, personal_emails: ["ana@home.example"], contact: null, phone_numbers };
    provider().answerWith(answerJson(200, { person, request_id: 1 }));
    const lookup = await lookUp({ linkedinUrl: PROFILE });
    expect(lookup.outcome).toBe("matched");
    expect(lookup.result?.emails.map(({ address }) => address)).toEqual(["ana@home.example"]);
    expect(lookup.result?.phones.map(({ number }) => number)).not.toContain("+12025550101");
    expect(lookup.attempt?.responseBody).toBeNull();
  });
});

const PERSON = {
  ...{ id: "64920f0a1b2c3d4e5f607182", first_name: "Ana", last_name: "Silva", name: "Ana Silva", email: EMAIL },
  ...{ linkedin_url: PROFILE, employment_history: [] },
};
