import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unionEmails, type KnownEmail, type ObservedEmail } from "@/lib/people/emails";
import { choosePrimaryEmail, choosePrimaryPhone } from "@/lib/people/person";
import { unionPhones, type KnownPhone, type ObservedPhone, type Origin } from "@/lib/people/phones";

const date = fc.integer({ min: 0, max: 6 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)));
const word = (...words: string[]) => fc.constantFrom(null, ...words);

const phone: fc.Arbitrary<ObservedPhone> = fc.record({
  number: word("+12025550101", "+12025550102"),
  raw: word("(202) 555-0101", "555 0102"),
  type: word("mobile", "work_hq"),
  status: word("valid_number", "no_status", "invalid_number"),
  confidence: word("high", "low"),
  dncStatus: word("dnc", "not_found"),
  observedAt: fc.option(date),
});

const email: fc.Arbitrary<ObservedEmail> = fc.record({
  address: fc.constantFrom("Ann@Example.com", "ann@example.com", "a.b@example.org"),
  kind: fc.constantFrom("work", "personal", "waterfall"),
  status: word("verified", "unverified"),
  observedAt: fc.option(date),
});

function bodies<T>(value: fc.Arbitrary<T>) {
  const origin: fc.Arbitrary<Origin> = fc.record({
    source: fc.constantFrom("lookup", "delivery"),
    sourceId: fc.constantFrom("a", "b", "c"),
    observedAt: date,
  });
  return fc.array(fc.record({ origin, values: fc.array(value, { maxLength: 4 }) }), { minLength: 1, maxLength: 6 });
}

/** One list of bodies, and the same with some repeated and all shuffled. */
function schedules<T>(value: fc.Arbitrary<T>) {
  return bodies(value).chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.array(fc.nat({ max: list.length - 1 }), { maxLength: 8 }).chain((repeats) => {
        const all = [...list, ...repeats.flatMap((index) => list[index] ?? [])];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
    ),
  );
}

const byNumber = (phones: KnownPhone[]) => phones.toSorted((a, b) => (a.number < b.number ? -1 : 1));
const byAddress = (emails: KnownEmail[]) => emails.toSorted((a, b) => (a.address < b.address ? -1 : 1));
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("phones", () => {
  const run = (list: { origin: Origin; values: ObservedPhone[] }[], start: KnownPhone[] = []) =>
    list.reduce((known, { origin, values }) => unionPhones(known, values, origin), start);

  test("any order and any repeats of the bodies give one result", () => {
    fc.assert(
      fc.property(schedules(phone), ([once, shuffled]) => {
        expect(byNumber(run(shuffled))).toEqual(byNumber(run(once)));
      }),
      { numRuns: 2000 },
    );
  });

  test("the first number shown depends on the set of numbers only", () => {
    fc.assert(
      fc.property(schedules(phone), ([once, shuffled]) => {
        expect(choosePrimaryPhone(run(shuffled))).toEqual(choosePrimaryPhone(run(once)));
      }),
    );
  });

  test("merging everything once more changes nothing", () => {
    fc.assert(
      fc.property(bodies(phone), (list) => {
        expect(asJson(run(list))).toEqual(asJson(run(list, run(list))));
      }),
    );
  });

  test("no number is ever lost and no known value becomes unknown", () => {
    fc.assert(
      fc.property(bodies(phone), bodies(phone), (first, second) => {
        const before = run(first);
        const after = new Map(run(second, before).map((known) => [known.number, known]));
        for (const known of before) {
          for (const field of ["type", "status", "confidence", "dncStatus"] as const) {
            if (known[field] !== null) expect(after.get(known.number)?.[field]).not.toBeNull();
          }
        }
      }),
    );
  });

  test("a human's values stay, whatever is delivered", () => {
    const human: KnownPhone = {
      ...{ number: "+12025550101", raw: null, type: "home", status: "valid_number", confidence: null, dncStatus: null },
      ...{ source: "human", sourceId: null, observedAt: new Date(0), dates: {} },
    };
    fc.assert(
      fc.property(bodies(phone), (list) => {
        const after = run(list, [human]).find(({ number }) => number === human.number);
        expect(after).toMatchObject({ type: "home", status: "valid_number", source: "human" });
      }),
    );
  });

  test("a date in the future counts as of the moment it came", () => {
    const at = new Date("2026-02-01");
    const origin: Origin = { source: "delivery", sourceId: "d", observedAt: at };
    const seen: ObservedPhone = {
      ...{ number: "+12025550101", raw: null, type: "mobile", status: null, confidence: null, dncStatus: null },
      observedAt: new Date("2999-01-01"),
    };
    expect(unionPhones([], [seen], origin)[0]?.observedAt).toEqual(at);
  });
});

describe("emails", () => {
  const run = (list: { origin: Origin; values: ObservedEmail[] }[], start: KnownEmail[] = []) =>
    list.reduce((known, { origin, values }) => unionEmails(known, values, origin), start);

  test("any order and any repeats of the bodies give one result", () => {
    fc.assert(
      fc.property(schedules(email), ([once, shuffled]) => {
        expect(byAddress(run(shuffled))).toEqual(byAddress(run(once)));
        expect(choosePrimaryEmail(run(shuffled))).toEqual(choosePrimaryEmail(run(once)));
      }),
      { numRuns: 2000 },
    );
  });

  test("a verified work address comes first, a bounced one last", () => {
    const at = new Date(0);
    const make = (address: string, kind: KnownEmail["kind"], status: string | null): KnownEmail => ({
      ...{ address, kind, status, source: "lookup", sourceId: null, observedAt: at, dates: {} },
    });
    const emails = [
      make("bounced@x.com", "work", "bounced"),
      make("me@home.com", "personal", "verified"),
      make("w@x.com", "work", "verified"),
    ];
    expect(choosePrimaryEmail(emails)?.address).toBe("w@x.com");
    expect(choosePrimaryEmail(emails.slice(0, 2))?.address).toBe("me@home.com");
  });
});
