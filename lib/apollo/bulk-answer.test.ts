import { describe, expect, test } from "vitest";
import { placeMatches, readBulkAnswer } from "@/lib/apollo/bulk-answer";

const bulk = (body: string) => readBulkAnswer(Buffer.from(body));
const ida = {
  id: "a1",
  last_name: "Moreau",
  email: "ida@exemple.test",
  linkedin_url: "http://www.linkedin.com/in/ida",
};
const ben = { id: "b2", last_name: "Okafor", email: "ben@example.test", linkedin_url: null };

describe("a bulk answer", () => {
  test("keeps order, gaps and the bill", () => {
    const read = bulk(
      `{"status":"success","total_requested_enrichments":3,"unique_enriched_records":2,"missing_records":1,
        "credits_consumed":2.02,"matches":[${JSON.stringify(ida)},null,${JSON.stringify(ben)}],"request_id":1039995589705121901}`,
    );
    expect(read).toMatchObject({ requestId: "1039995589705121901", creditsReported: "2.02", billed: 2, missing: 1 });
    expect(read.matches.map(({ person }) => person?.apolloId ?? null)).toEqual(["a1", null, "b2"]);
  });

  test("says null, not 0, of counters that a waterfall leaves out", () => {
    const read = bulk('{"status":"success","matches":[],"waterfall":{"status":"accepted"},"request_id":-1}');
    expect(read).toMatchObject({
      billed: null,
      missing: null,
      creditsReported: null,
      waterfall: { status: "accepted" },
    });
  });

  test("without a list of matches is none", () => {
    expect(() => bulk('{"status":"failed","error_code":"INVALID_REQUEST"}')).toThrow();
  });
});

describe("a match goes to the person it was asked for", () => {
  const { matches } = bulk(JSON.stringify({ matches: [ida, null, ben] }));
  const idsOf = (placed: (typeof matches)[number][]) => placed.map(({ person }) => person?.apolloId ?? null);

  test("by index while counts agree and nothing contradicts", () => {
    const asked = [{ email: "old@exemple.test" }, { name: "Nobody" }, { id: "b2" }];
    const { placed, unplaced } = placeMatches(asked, matches);
    expect(idsOf(placed.flatMap((match) => match ?? []))).toEqual(["a1", null, "b2"]);
    expect(unplaced).toEqual([]);
  });

  test("by identity when the order is another", () => {
    const asked = [{ id: "b2" }, { name: "Nobody" }, { linkedinUrl: "https://linkedin.com/in/IDA/" }];
    const { placed } = placeMatches(asked, matches);
    expect(placed.map((match) => match?.person?.apolloId ?? null)).toEqual(["b2", null, "a1"]);
  });

  test("by identity when entries were dropped, and what fits nobody is kept apart", () => {
    const asked = [{ name: "Nobody" }, { email: " Ben@Example.test " }, { name: "X" }, { name: "Y" }];
    const { placed, unplaced } = placeMatches(asked, matches);
    expect(placed.map((match) => match?.person?.apolloId ?? null)).toEqual([null, "b2", null, null]);
    expect(idsOf(unplaced)).toEqual(["a1"]);
  });
});
