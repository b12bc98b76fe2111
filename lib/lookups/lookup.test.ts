import { expect, test } from "vitest";
import { describeOutcome } from "@/lib/lookups/describe-outcome";
import { identityKey, labelOf, LOOKUP_OUTCOMES, needsWebhook } from "@/lib/lookups/lookup";

const NOTHING = { revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };

test("two requests that would buy the same thing have one identity, whatever the letter case and order", () => {
  const one = identityKey({ fullName: "Ana Silva", companyDomain: "acme.example" }, NOTHING);
  const other = identityKey({ companyDomain: "acme.example", fullName: "ANA SILVA" }, NOTHING);
  expect(one).toBe(other);
  expect(
    identityKey({ fullName: "Ana Silva", companyDomain: "acme.example" }, { ...NOTHING, revealPhoneNumber: true }),
  ).not.toBe(one);
});

test("a callback address is needed for phones and waterfalls only", () => {
  expect(needsWebhook({ ...NOTHING, revealPersonalEmails: true })).toBe(false);
  for (const name of ["revealPhoneNumber", "waterfallEmail", "waterfallPhone"])
    expect(needsWebhook({ ...NOTHING, [name]: true })).toBe(true);
});

test("a lookup is named by its strongest words", () => {
  expect(labelOf({ firstName: "Ana", lastName: "Silva", companyName: "Acme", email: "ana@acme.example" })).toBe(
    "Ana Silva @ Acme",
  );
  expect(labelOf({ linkedinUrl: "https://www.linkedin.com/in/ana" })).toBe("/in/ana");
  expect(labelOf({ hashedEmail: "8d935115b9ff4489f2d1f9249503cadf" })).toBe("8d935115b9ff4489f2d1f9249503cadf");
});

test("every outcome has its sentence, and a settled one says what it cost", () => {
  for (const outcome of LOOKUP_OUTCOMES) {
    const told = describeOutcome({
      outcome,
      phoneState: "waiting",
      waterfallState: "not_asked",
      errorCode: "key_rejected",
      responseStatus: 401,
      answeredFrom: "provider" as const,
      creditsHeld: "8.0000",
      creditsCharged: "1.0000",
    });
    expect(told.length).toBeGreaterThan(10);
  }
  const matched = describeOutcome({
    outcome: "matched",
    phoneState: "waiting",
    waterfallState: "not_asked",
    errorCode: null,
    responseStatus: 200,
    answeredFrom: "provider" as const,
    creditsHeld: "8",
    creditsCharged: "1",
  });
  expect(matched).toContain("1 credit spent, 8 held.");
});

test.each([
  [null, "no answer came back."],
  [504, "a gateway on the way gave up (HTTP 504)"],
  [500, "an error of its own (HTTP 500)"],
  [200, "cannot be read"],
  [302, "HTTP 302"],
])("an unknown outcome says what came in place of an answer: %s", (responseStatus, words) => {
  const told = describeOutcome({
    outcome: "unknown",
    phoneState: "not_asked",
    waterfallState: "not_asked",
    errorCode: "provider_down",
    responseStatus,
    answeredFrom: "provider",
    creditsHeld: "1",
    creditsCharged: "0",
  });
  expect(told).toContain(words);
  expect(told).toContain("may have been charged, so it is not sent again by itself. 0 credits spent, 1 held.");
});
