import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCallback } from "@/lib/apollo/callback";

const callback = (body: unknown) => parseCallback(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));

const asyncPhone = {
  _id: "1",
  id: "1",
  key: "1",
  raw_number: "+1 201-555-0100",
  sanitized_number: "+12015550100",
  type_cd: "mobile",
  position: 0,
  status_cd: "valid_number",
  confidence_cd: "high",
  dnc_status_cd: "not_found",
  dnc_other_info: { country: "US" },
  created_at: "2026-01-08T08:05:49Z",
  updated_at: "2026-01-09T08:05:49.120Z",
};
const native = {
  status: "success",
  total_requested_enrichments: 1,
  unique_enriched_records: 1,
  missing_records: 0,
  credits_consumed: 8,
  people: [{ id: "b0", status: "success", phone_numbers: [asyncPhone] }],
};

describe("a phone reveal", () => {
  test("gives each person's numbers", () => {
    expect(callback(native)).toEqual({
      kind: "phone",
      status: "success",
      creditsReported: "8",
      people: [
        {
          apolloId: "b0",
          status: "success",
          phones: [
            {
              number: "+12015550100",
              raw: "+1 201-555-0100",
              type: "mobile",
              status: "valid_number",
              confidence: "high",
              dncStatus: "not_found",
              observedAt: new Date("2026-01-09T08:05:49.120Z"),
            },
          ],
        },
      ],
    });
  });

  test("a failed person is a failure under a top-level success", () => {
    const people = [{ id: "b0", status: "failure", phone_numbers: [] }];
    expect(callback({ ...native, people })).toMatchObject({
      status: "success",
      people: [{ status: "failure", phones: [] }],
    });
  });

  test("a number in hand is no failure, whatever the person's status says", () => {
    const people = [{ id: "b0", status: "failure", phone_numbers: [asyncPhone] }];
    expect(callback({ ...native, people })).toMatchObject({ people: [{ status: "success" }] });
  });

  test("a partial body gives what is in it", () => {
    const body = {
      people: [{ id: "b0", phone_numbers: [{ raw_number: "555 0100 ext 4" }] }, { id: "c0" }, { status: "x" }],
    };
    expect(callback(body)).toMatchObject({
      kind: "phone",
      status: null,
      creditsReported: null,
      people: [{ apolloId: "b0", phones: [{ number: null, raw: "555 0100 ext 4", type: null, observedAt: null }] }],
    });
    expect(callback(body)).toHaveProperty("people.length", 1);
  });

  test("people absent though counted are a report about nobody", () => {
    expect(callback({ ...native, people: [], missing_records: 1 })).toMatchObject({ kind: "phone", people: [] });
  });

  test.each([
    ["2.02", "2.02"],
    ["-1", "-1"],
    ["99999999999999999999.5", "99999999999999999999.5"],
    ['"8"', "8"],
    ["null", null],
    ['"many"', null],
  ])("credits of %s are reported as %j", (written, reported) => {
    expect(callback(`{"credits_consumed":${written},"people":[{"id":"b0","phone_numbers":[]}]}`)).toMatchObject({
      creditsReported: reported,
    });
  });
});

describe("a waterfall", () => {
  const vendor = { id: "v", name: "Vendor", status: "VERIFIED", emails: ["ida@exemple.test"], statusMessage: "ok" };
  const body = {
    status: "success",
    target_fields: ["emails", "phone_numbers"],
    records_enriched: 1,
    credits_consumed: 0,
    request_id: "1039995589705121901",
    request_initiated: "2026-01-08T08:05:49Z",
    request_completed: "2026-01-08T08:10:56Z",
    people: [
      {
        id: "b0",
        waterfall: {
          emails: [{ vendors: [vendor] }],
          phone_numbers: [{ vendors: [{ name: "P", phone_numbers: ["+1"] }] }],
        },
        emails: [
          { email: "ida@exemple.test", email_status_cd: "Verified", waterfall_enriched_at: "2026-01-08T08:10:00Z" },
        ],
        phone_numbers: [{ raw_number: "+33 199 00 12 34", sanitized_number: "+33199001234", dnc_other_info: {} }],
      },
    ],
  };

  test("gives e-mails as one vocabulary, phones, and the trail of vendors", () => {
    expect(callback(body)).toMatchObject({
      kind: "waterfall",
      requestId: "1039995589705121901",
      creditsReported: "0",
      targetFields: ["emails", "phone_numbers"],
      completedAt: new Date("2026-01-08T08:10:56Z"),
      people: [
        {
          apolloId: "b0",
          emails: [{ address: "ida@exemple.test", status: "verified", observedAt: new Date("2026-01-08T08:10:00Z") }],
          phones: [{ number: "+33199001234", type: null }],
          vendors: [
            { field: "email", name: "Vendor", status: "VERIFIED", values: ["ida@exemple.test"] },
            { field: "phone", name: "P", status: null, values: ["+1"] },
          ],
        },
      ],
    });
  });

  test("its id is exact as a string and as a bare number", () => {
    const bare = JSON.stringify(body).replace('"1039995589705121901"', "-7184329501642039001");
    expect(callback(bare)).toMatchObject({ requestId: "-7184329501642039001" });
  });

  test("a body that says nothing of phones is not one that found none", () => {
    const people = [{ id: "b0", emails: [] }];
    expect(callback({ ...body, people })).toMatchObject({ people: [{ emails: [], phones: null }] });
  });

  test("a failure without people is still a waterfall's end", () => {
    const failed = { status: "failed", target_fields: ["emails"], records_enriched: 0, request_id: "7" };
    expect(callback(failed)).toMatchObject({ kind: "waterfall", status: "failed", people: [] });
  });
});

describe("a status ping", () => {
  test.each([{}, { status: "success" }, { people: null }, { people: [] }])("%j", (body) => {
    expect(callback(body)).toEqual({ kind: "ping" });
  });
});

describe("what cannot be read is kept to be looked at", () => {
  test.each(["", "not json", "[]", "null", "7", '{"people":{}}', '{"people":"x"}', '{"people":[null,{"id":7}]}'])(
    "%s",
    (body) => {
      expect(callback(body)).toMatchObject({ kind: "unreadable" });
    },
  );

  test("a body nested ten thousand deep", () => {
    expect(callback("[".repeat(10_000))).toMatchObject({ kind: "unreadable" });
  });

  test("no bytes at all make the reading throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
        ),
        (bytes) => {
          expect(["phone", "waterfall", "ping", "unreadable"]).toContain(parseCallback(bytes).kind);
        },
      ),
    );
  });

  test("no value in a person's place makes the reading throw", () => {
    const person = fc.record({
      id: fc.constant("b0"),
      phone_numbers: fc.jsonValue(),
      emails: fc.jsonValue(),
      waterfall: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(person, fc.jsonValue())), (people) => {
        expect(callback({ people })).toHaveProperty("kind");
      }),
    );
  });
});

test("why a body cannot be read can be stored as text, whatever sign the parser stumbled over", () => {
  const read = parseCallback(Buffer.from('{"people":"a\0b'));
  expect(read).toEqual({ kind: "unreadable", reason: expect.stringMatching(/^Invalid character 'U\+0000'/) as string });
});
