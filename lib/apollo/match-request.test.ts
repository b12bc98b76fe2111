import { describe, expect, test } from "vitest";
import { toBulkBody, toMatchBody } from "@/lib/apollo/match-request";

const webhookUrl = "https://app.example.test/api/webhooks/apollo/abc?x=1&y=ü";

test("every documented parameter has its own name on the wire", () => {
  const body = toMatchBody({
    firstName: "Ida",
    lastName: "Moreau",
    name: "Ida Moreau",
    email: "ida+x@example.test",
    hashedEmail: "0cc175b9c0f1b6a831c399e269772661",
    organizationName: "Exemple",
    domain: "example.test",
    id: "64a0000000000000000000b0",
    linkedinUrl: "http://www.linkedin.com/in/ida",
    runWaterfallEmail: true,
    runWaterfallPhone: true,
    revealPersonalEmails: true,
    revealPhoneNumber: true,
    webhookUrl,
  });
  expect(body).toEqual({
    first_name: "Ida",
    last_name: "Moreau",
    name: "Ida Moreau",
    email: "ida+x@example.test",
    hashed_email: "0cc175b9c0f1b6a831c399e269772661",
    organization_name: "Exemple",
    domain: "example.test",
    id: "64a0000000000000000000b0",
    linkedin_url: "http://www.linkedin.com/in/ida",
    run_waterfall_email: true,
    run_waterfall_phone: true,
    reveal_personal_emails: true,
    reveal_phone_number: true,
    webhook_url: webhookUrl,
  });
});

test("what is blank or off is left out", () => {
  expect(
    toMatchBody({ email: " a@b.test ", name: "  ", domain: null, id: undefined, revealPhoneNumber: false }),
  ).toEqual({
    email: "a@b.test",
  });
});

describe("webhook_url goes with a phone reveal or a waterfall, and only with these", () => {
  test.each(["revealPhoneNumber", "runWaterfallEmail", "runWaterfallPhone"] as const)("%s", (flag) => {
    expect(toMatchBody({ [flag]: true, webhookUrl })).toHaveProperty("webhook_url", webhookUrl);
    expect(() => toMatchBody({ [flag]: true })).toThrow(TypeError);
  });

  test.each([{}, { revealPersonalEmails: true }, { revealPhoneNumber: false }])("not with %j", (options) => {
    expect(() => toMatchBody({ ...options, webhookUrl })).toThrow(TypeError);
  });
});

describe("a bulk match", () => {
  test("puts flags beside the people, once", () => {
    const request = { details: [{ email: "a@b.test" }, { id: "1" }], options: { revealPhoneNumber: true, webhookUrl } };
    expect(toBulkBody(request)).toEqual({
      details: [{ email: "a@b.test" }, { id: "1" }],
      reveal_phone_number: true,
      webhook_url: webhookUrl,
    });
  });

  test.each([0, 11])("refuses %i people", (size) => {
    const details = Array.from({ length: size }, () => ({ email: "a@b.test" }));
    expect(() => toBulkBody({ details, options: {} })).toThrow(RangeError);
  });
});
