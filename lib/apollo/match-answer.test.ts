import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMatchAnswer } from "@/lib/apollo/match-answer";

const fullPerson = {
  id: "64a0000000000000000000b0",
  first_name: "Ida",
  last_name: "Moreau",
  name: "Ida Moreau",
  match_confidence: "high",
  linkedin_url: "http://www.linkedin.com/in/ida-moreau",
  title: "Head of Sales",
  email: "ida@exemple.test",
  email_status: "verified",
  extrapolated_email_confidence: null,
  personal_emails: ["ida@mail.test", "ida@mail.test", 7],
  organization_id: "64a0000000000000000000c0",
  departments: ["master_sales", null],
  seniority: "head",
  employment_history: [
    { current: false, title: "Rep", organization_name: "Avant", start_date: "2012-01-01", end_date: "2015-01-01" },
    { current: true, title: "Advisor", organization_name: "Conseil", start_date: "2016-01-01", end_date: null },
    { current: true, title: "Head of Sales", organization_name: "Exemple", start_date: "2020-05-01", end_date: null },
  ],
  organization: {
    id: "64a0000000000000000000c0",
    name: "Exemple",
    primary_domain: "exemple.test",
    primary_phone: { number: "01 99 00 12 34", sanitized_number: "+33199001234" },
    estimated_num_employees: 120,
    founded_year: 1999,
    annual_revenue: 1500000,
    technology_names: ["Nginx"],
    current_technologies: [{ uid: "nginx", name: "Nginx" }, { name: "PostgreSQL" }],
  },
  phone_numbers: [
    { raw_number: "01 99 00 12 34", sanitized_number: "+33199001234", type: "work_hq", status: "no_status" },
  ],
  contact: { name: "Somebody Else", phone_numbers: [{ raw_number: "+1 201 555 0100 x9", sanitized_number: null }] },
  revealed_for_current_team: true,
  some_field_of_next_year: { a: 1 },
};

const answer = (body: unknown) => readMatchAnswer(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));

describe("a full answer", () => {
  const { person, ...rest } = answer(
    JSON.stringify({
      person: fullPerson,
      waterfall: { status: "partially_accepted", message: "Queued.", unprocessed_attributes: ["phone"] },
      phone_enrichment: { request_id: "64a0000000000000000000d0", status: "pending", message: "Soon." },
    }).replace(/}$/, ',"request_id":-7184329501642039001}'),
  );

  test("keeps the ids apart: the one to poll with, the job's, the person's", () => {
    expect(rest).toEqual({
      requestId: "-7184329501642039001",
      noMatch: false,
      noMatchShape: null,
      returnedApolloId: fullPerson.id,
      waterfall: { status: "partially_accepted", message: "Queued.", unprocessedAttributes: ["phone"] },
      phoneEnrichment: { status: "pending", jobId: "64a0000000000000000000d0", message: "Soon." },
    });
  });

  test("gives the person in our words", () => {
    expect(person).toMatchObject({
      apolloId: fullPerson.id,
      fullName: "Ida Moreau",
      title: "Head of Sales",
      email: "ida@exemple.test",
      emailStatus: "verified",
      personalEmails: ["ida@mail.test"],
      departments: ["master_sales"],
      matchConfidence: "high",
      twitterUrl: null,
      timeZone: null,
    });
    expect(person?.company).toMatchObject({
      name: "Exemple",
      domain: "exemple.test",
      phone: "+33199001234",
      annualRevenue: "1500000",
      employeeCount: 120,
      technologies: ["Nginx", "PostgreSQL"],
    });
  });

  test("puts current employment first, newest first", () => {
    expect(person?.employment.map(({ companyName }) => companyName)).toEqual(["Exemple", "Conseil", "Avant"]);
  });

  test("keeps the saved contact's numbers apart from the person's", () => {
    expect(person?.phones).toMatchObject([{ number: "+33199001234", type: "work_hq", confidence: null }]);
    expect(person?.contactPhones).toMatchObject([{ number: null, raw: "+1 201 555 0100 x9" }]);
  });
});

describe("no match is decided by content, whatever the flags say", () => {
  test.each([
    ["null", { person: null, request_id: 5 }],
    ["null", { person: null }],
    ["null", { request_id: 5 }],
    ["confidence_none", { person: { ...fullPerson, match_confidence: "none" } }],
    ["stub", { person: { id: "64a0000000000000000000e0", first_name: "Ida", revealed_for_current_team: true } }],
  ])("%s", (noMatchShape, body) => {
    expect(answer(body)).toMatchObject({ person: null, noMatch: true, noMatchShape });
  });

  test("a stub's id is kept, because a callback would carry it", () => {
    expect(answer({ person: { id: "64a0000000000000000000e0" } }).returnedApolloId).toBe("64a0000000000000000000e0");
  });

  test.each(["last_name", "title", "email", "linkedin_url", "organization_id"] as const)(
    "%s alone makes a person of a stub",
    (field) => {
      expect(answer({ person: { id: fullPerson.id, [field]: fullPerson[field] } }).noMatch).toBe(false);
    },
  );
});

describe("tolerance", () => {
  const oddValue = fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  const oddField = fc.constantFrom(...Object.keys(fullPerson).filter((name) => !["id", "last_name"].includes(name)));

  test("no field but the id and what makes a match can cost the person, missing, null or of any type", () => {
    fc.assert(
      fc.property(fc.dictionary(oddField, oddValue), fc.uniqueArray(oddField), (odd, missing) => {
        const given = Object.entries({ ...fullPerson, ...odd, match_confidence: "high" });
        const person = Object.fromEntries(given.filter(([name]) => !missing.includes(name)));
        expect(answer({ person }).person).toMatchObject({ apolloId: fullPerson.id, lastName: "Moreau" });
      }),
    );
  });

  test("an odd entry of a list costs the entry, not the list", () => {
    const employment_history = ["x", null, { title: 5, organization_name: "Kept" }];
    const { person } = answer({ person: { ...fullPerson, employment_history, phone_numbers: [null, 1, {}] } });
    expect(person?.employment).toMatchObject([{ title: null, companyName: "Kept", isCurrent: false }]);
    expect(person?.phones).toEqual([]);
  });

  test("absent personal e-mails are null, given but none are an empty list", () => {
    const { personal_emails: _, ...without } = fullPerson;
    expect(answer({ person: without }).person?.personalEmails).toBeNull();
    expect(answer({ person: { ...fullPerson, personal_emails: [] } }).person?.personalEmails).toEqual([]);
  });

  test("the placeholder is no address, and its status no status", () => {
    const { person } = answer({ person: { ...fullPerson, email: "email_not_unlocked@domain.com" } });
    expect(person).toMatchObject({ email: null, emailStatus: null });
  });

  test("text is storable and otherwise untouched", () => {
    const written = String.raw`{"person":{"id":"1","last_name":"A\u0000\ud800b 😀 ","title":"=IMPORTXML(1)"}}`;
    expect(answer(written).person).toMatchObject({ lastName: "A�b 😀 ", title: "=IMPORTXML(1)" });
  });

  test("numbers that fit no column are left out", () => {
    const organization = { ...fullPerson.organization, estimated_num_employees: 1e12, founded_year: 19.5 };
    expect(answer({ person: { ...fullPerson, organization } }).person?.company).toMatchObject({
      employeeCount: null,
      foundedYear: null,
    });
  });
});

describe("what is no answer", () => {
  test.each(["", "<html></html>", "[]", "null", "{}", '{"error":"x"}', '{"person":"Ida"}', '{"person":[]}'])(
    "%s",
    (body) => {
      expect(() => answer(body)).toThrow();
    },
  );

  test("a person without an id", () => {
    expect(() => answer({ person: { ...fullPerson, id: null } })).toThrow("without an id");
  });

  test("nothing at all of any JSON does more than throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          expect(answer(JSON.stringify(value))).toHaveProperty("noMatch");
        } catch (failure) {
          expect(failure).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
