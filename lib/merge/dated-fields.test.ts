import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeFields, readFieldDates, storable, type Dated } from "@/lib/merge/dated-fields";

type Values = { title: string | null; tags: string[]; place: { city: string | null; country?: string } | null };

const START: Dated<Values> = { values: { title: null, tags: [], place: null }, dates: {} };

const observation: fc.Arbitrary<{ at: Date; seen: Values }> = fc.record({
  at: fc.integer({ min: 0, max: 4 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day))),
  seen: fc.record({
    title: fc.constantFrom<Values["title"][]>(null, "", "CEO", "CTO"),
    tags: fc.constantFrom<string[][]>([], ["a"], ["b", "a"]),
    place: fc.constantFrom<Values["place"][]>(
      null,
      { city: "Oslo" },
      { city: "Rome", country: "IT" },
      { country: "IT", city: "Rome" },
    ),
  }),
});

test("any order and any repeats of observations give one result", () => {
  const run = (list: { at: Date; seen: Partial<Values> }[]) =>
    list.reduce((known, { at, seen }) => mergeFields(known, seen, at), START);
  const schedule = fc
    .array(observation, { minLength: 1, maxLength: 6 })
    .chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    );
  fc.assert(
    fc.property(schedule, ([once, shuffled]) => {
      expect(run(shuffled)).toEqual(run(once));
    }),
    { numRuns: 2000 },
  );
});

test("a value without a date is a human's and is never replaced", () => {
  const human = { values: { ...START.values, title: "Founder" }, dates: {} };
  expect(mergeFields(human, { title: "CEO", tags: ["x"] }, new Date()).values).toEqual({
    title: "Founder",
    tags: ["x"],
    place: null,
  });
});

test("stored dates that are not texts are dropped", () => {
  expect(readFieldDates({ title: "2026-01-01T00:00:00.000Z", tags: 3 })).toEqual({ title: "2026-01-01T00:00:00.000Z" });
  expect(readFieldDates(null)).toEqual({});
});

test("what PostgreSQL cannot keep is taken out at any depth, all else stays exactly", () => {
  const at = new Date();
  expect(storable({ a: "x\0y\uD800", b: ["😀", null, 1], at })).toEqual({ a: "xy\uFFFD", b: ["😀", null, 1], at });
});
