import fc from "fast-check";
import { type Happening, type Said, START_STATES, type StartState } from "@/scripts/proof/order-model";

/** What happened, in which order it came, each perhaps more than once, and after which of them the worker ran. */
export type Schedule = { start: StartState; happenings: Happening[]; order: number[] };

const said: fc.Arbitrary<Said> = fc.record({
  number: fc.nat(3),
  type: fc.constantFrom("mobile", "work_hq", "home", null),
  status: fc.constantFrom("valid_number", "no_status", "invalid_number", null),
  day: fc.nat(3),
});
const phones = (minLength: number) =>
  fc.uniqueArray(said, { minLength, maxLength: 3, selector: ({ number }) => number });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("phones" as const), phones: phones(1) }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: "none" }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: "failed" }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("waterfall" as const),
      emails: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
      phones: phones(0),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: "ping" }) },
);

/** Different bodies, each sent one to five times, shuffled. */
const schedule = (bodiesMax: number): fc.Arbitrary<Schedule> =>
  fc
    .record({
      start: fc.constantFrom(...START_STATES),
      happenings: fc.uniqueArray(happening, {
        minLength: 1,
        maxLength: bodiesMax,
        selector: (one) => JSON.stringify(one),
      }),
    })
    .chain(({ start, happenings }) =>
      fc
        .array(fc.integer({ min: 1, max: 5 }), { minLength: happenings.length, maxLength: happenings.length })
        .map((times) => times.flatMap((count, index) => Array<number>(count).fill(index)))
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
        .map((order) => ({ start, happenings, order })),
    );

type Drawing = { count: number; seed: number; bodiesMax: number };

export function drawSchedules({ count, seed, bodiesMax }: Drawing): Schedule[] {
  return fc.sample(schedule(bodiesMax), { numRuns: count, seed });
}

const SEVEN: Happening[] = [
  { kind: "phones", phones: [{ number: 0, type: "mobile", status: "no_status", day: 0 }] },
  { kind: "phones", phones: [{ number: 0, type: null, status: "valid_number", day: 1 }] },
  { kind: "phones", phones: [{ number: 1, type: "work_hq", status: null, day: 2 }] },
  { kind: "none" },
  { kind: "failed" },
  { kind: "waterfall", emails: [0], phones: [{ number: 1, type: null, status: "invalid_number", day: 1 }] },
  { kind: "ping" },
];

/** Seven different bodies in each of their 5,040 orders. */
export function everyOrderOfSeven(): Schedule[] {
  const orders = permutations(SEVEN.map((_, index) => index));
  return orders.map((order, index) => ({
    start: START_STATES[index % START_STATES.length] ?? "waiting",
    happenings: SEVEN,
    order,
  }));
}

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => permutations(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}
