import { describe, expect, it } from "vitest";
import { parseExactJson } from "@/lib/apollo/exact-json";
import { parseCallback } from "@/lib/apollo/callback";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import { noMatchBody, personBody, type PersonView } from "@/lib/sandbox/wire/person-body";
import { phoneBody } from "@/lib/sandbox/wire/phone-body";
import { parseRequestId, toRequestId, withRequestId } from "@/lib/sandbox/wire/request-id";
import { runWaterfall, waterfallBody } from "@/lib/sandbox/wire/waterfall-body";
import { ordinaryPerson } from "@/lib/sandbox/world/person";

const VIEW: PersonView = {
  id: "6".repeat(24),
  confidence: "high",
  isBulk: false,
  isContact: false,
  hasEmailFields: true,
  revealsPersonalEmails: false,
  hashedEmail: null,
};

const NOW = new Date("2026-11-24T10:00:00.000Z");

const PERSON_KEYS =
  "id,first_name,last_name,name,match_confidence,linkedin_url,twitter_url,github_url,facebook_url,photo_url,title,headline,email,email_status,extrapolated_email_confidence,organization_id,employment_history,city,state,country,revealed_for_current_team,organization,is_likely_to_engage,intent_strength,show_intent,departments,subdepartments,functions,seniority";

const SHORT_CARD =
  "id,name,website_url,blog_url,angellist_url,linkedin_url,twitter_url,facebook_url,primary_phone,languages,alexa_ranking,phone,linkedin_uid,founded_year,publicly_traded_symbol,publicly_traded_exchange,logo_url,crunchbase_url,primary_domain,industry,keywords,estimated_num_employees,industries,secondary_industries,snippets_loaded,industry_tag_id,industry_tag_hash,retail_location_count,raw_address,street_address,city,state,postal_code,country";

const FULL_CARD = `${SHORT_CARD},owned_by_organization_id,seo_description,short_description,suborganizations,num_suborganizations,annual_revenue_printed,annual_revenue,total_funding,total_funding_printed,latest_funding_round_date,latest_funding_stage,funding_events,technology_names,current_technologies,org_chart_root_people_ids,org_chart_sector,org_chart_removed,org_chart_show_department_filter`;

const keysOf = (body: unknown): string => Object.keys(body as object).join(",");

describe("a person", () => {
  it("has the provider's fields in the provider's order, with the full company card", () => {
    const body = personBody(ordinaryPerson(5), VIEW);
    expect(keysOf(body)).toBe(PERSON_KEYS);
    expect(keysOf(body["organization"])).toBe(FULL_CARD);
  });

  it("has the short company card in a bulk answer, and no email fields beside an email waterfall", () => {
    const body = personBody(ordinaryPerson(5), { ...VIEW, isBulk: true, hasEmailFields: false });
    expect(keysOf(body["organization"])).toBe(SHORT_CARD);
    expect(body).not.toHaveProperty("email");
    expect(body).not.toHaveProperty("email_status");
  });

  it("has personal emails only on request, and none of anyone in the EU or the United Kingdom", () => {
    const known = (isGdpr: boolean) => {
      for (let index = 0; ; index += 1) {
        const person = ordinaryPerson(index);
        if (person.country.isGdpr === isGdpr && person.personalEmail !== null) return person;
      }
    };
    expect(personBody(known(false), VIEW)).not.toHaveProperty("personal_emails");
    const revealed = { ...VIEW, revealsPersonalEmails: true };
    expect(personBody(known(false), revealed)["personal_emails"]).toEqual([known(false).personalEmail]);
    expect(personBody(known(true), revealed)["personal_emails"]).toEqual([]);
  });

  it("has employment entries whose three ids agree and whose unused fields are null", () => {
    const [entry] = personBody(ordinaryPerson(5), VIEW)["employment_history"] as Record<string, unknown>[];
    expect(keysOf(entry)).toBe(
      "_id,id,key,current,title,organization_id,organization_name,start_date,end_date,created_at,updated_at,degree,description,emails,grade_level,kind,major,raw_address",
    );
    expect([entry?.["id"], entry?.["key"]]).toEqual([entry?.["_id"], entry?.["_id"]]);
    expect(entry?.["degree"]).toBeNull();
  });

  it("is read by the app's own client without a loss", () => {
    for (let index = 0; index < 2000; index += 97) {
      const person = ordinaryPerson(index);
      const text = withRequestId({ person: personBody(person, { ...VIEW, id: person.id }) }, toRequestId(7, index));
      const read = readMatchAnswer(Buffer.from(text));
      expect(read.person).toMatchObject({ apolloId: person.id, email: person.email });
      expect(read.requestId).toBe(toRequestId(7, index).toString());
    }
  });
});

describe("nobody found", () => {
  it.each(["null", "confidence", "stub"] as const)("in the shape %s is read as no match", (shape) => {
    const text = withRequestId({ person: noMatchBody(shape, 3) }, 12n ** 17n);
    expect(readMatchAnswer(Buffer.from(text)).person).toBeNull();
  });
});

describe("request ids", () => {
  const ids = Array.from({ length: 4000 }, (_, ordinal) => toRequestId(123_456, ordinal));

  it("are signed 64-bit numbers beyond what a double holds, about half of them negative, all different", () => {
    for (const id of ids) {
      expect(BigInt.asIntN(64, id)).toBe(id);
      expect(id > 2n ** 53n || id < -(2n ** 53n)).toBe(true);
    }
    const negative = ids.filter((id) => id < 0n).length / ids.length;
    expect(negative).toBeGreaterThan(0.45);
    expect(negative).toBeLessThan(0.55);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are written as bare numbers that an exact reader gets back", () => {
    for (const id of ids.slice(0, 50)) {
      const text = withRequestId({ person: null }, id);
      expect(text).toBe(`{"person":null,"request_id":${id}}`);
      expect(JSON.stringify(parseExactJson(Buffer.from(text)))).not.toBe("{}");
    }
  });

  it("are taken by the poll only as int64 in decimal", () => {
    expect(parseRequestId("-9223372036854775808")).toBe(-(2n ** 63n));
    for (const wrong of ["9223372036854775808", "1e5", "", "12.0", "0x1", "abc"])
      expect(parseRequestId(wrong)).toBeNull();
  });
});

describe("callbacks", () => {
  const person = ordinaryPerson(3);
  const base = { id: person.id, index: 3, countryName: "France" };
  const phones = [
    {
      number: "+33639980012",
      raw: "06 39 98 00 12",
      type: "mobile",
      status: "valid_number",
      confidence: "high",
      dnc: "dnc",
    },
  ] as const;

  it("of a phone reveal carry no request id, and phones in the asynchronous form", () => {
    const body = phoneBody([{ ...base, outcome: "numbers", phones }], NOW);
    expect(keysOf(body)).toBe(
      "status,total_requested_enrichments,unique_enriched_records,missing_records,credits_consumed,people",
    );
    expect(body["credits_consumed"]).toBe(8);
    const [first] = body["people"] as { phone_numbers: object[] }[];
    expect(keysOf(first?.phone_numbers[0])).toBe(
      "_id,id,key,raw_number,sanitized_number,type_cd,position,status_cd,confidence_cd,direct_dial_source_cd,dnc_status_cd,dnc_status_updated_at,dnc_other_info,created_at,updated_at",
    );
  });

  it("of a failure say success on top, failure of the person, and cost nothing", () => {
    expect(phoneBody([{ ...base, outcome: "failure", phones: [] }], NOW)).toEqual({
      status: "success",
      total_requested_enrichments: 1,
      unique_enriched_records: 0,
      missing_records: 1,
      credits_consumed: 0,
      people: [{ id: person.id, status: "failure", phone_numbers: [] }],
    });
  });

  it("of a waterfall carry the request id as a string, and emails as objects", () => {
    const result = runWaterfall({ id: person.id, person, fields: ["emails", "phone_numbers"], act: "accepted" });
    const body = waterfallBody([result], { requestId: -(2n ** 60n), initiatedAt: NOW, completedAt: NOW });
    expect(keysOf(body)).toBe(
      "status,total_requested_enrichments,target_fields,records_enriched,email_records_enriched,mobile_records_enriched,enrichment_not_found,email_records_not_found,mobile_records_not_found,credits_consumed,request_id,request_initiated,request_completed,people",
    );
    expect(body["request_id"]).toBe("-1152921504606846976");
    const [first] = body["people"] as { emails: object[] }[];
    expect(first?.emails[0]).toMatchObject({ email: person.address, email_status_cd: "Verified" });
  });

  it("are read by the app's own parser", () => {
    const native = parseCallback(
      Buffer.from(JSON.stringify(phoneBody([{ ...base, outcome: "numbers", phones }], NOW))),
    );
    expect(native).toMatchObject({ kind: "phone", people: [{ apolloId: person.id, status: "success" }] });
    const result = runWaterfall({ id: person.id, person, fields: ["emails"], act: "empty" });
    const body = waterfallBody([result], { requestId: 5n, initiatedAt: NOW, completedAt: NOW });
    expect(parseCallback(Buffer.from(JSON.stringify(body)))).toMatchObject({ kind: "waterfall", requestId: "5" });
  });
});
