import { describe, expect, test } from "vitest";
import { concludeFromUsage, findBilledReveals, type Doubts } from "@/lib/lookups/usage-doubt";

const NONE: Doubts = { plain: 0, withPhone: 0, mobiles: 0, misses: 0, vague: 0 };

describe("what the counter proves of calls without an answer", () => {
  test.each<[string, number, Partial<Doubts>, Partial<ReturnType<typeof concludeFromUsage>>]>([
    ["nothing moved: none was charged", 0, { plain: 3, withPhone: 2, vague: 1, mobiles: 4, misses: 2 }, ALL_FREE()],
    ["one each: all were", 3, { plain: 3 }, { plain: "charged" }],
    ["one of two: nobody knows which", 1, { plain: 2 }, { plain: null }],
    ["the plain one, or the profile of the other?", 1, { plain: 1, withPhone: 1 }, { plain: null, withPhone: null }],
    ["both profiles", 2, { plain: 1, withPhone: 1 }, { plain: "charged", withPhone: null }],
    ["a profile with its mobile, or one with another's?", 9, { plain: 1, withPhone: 1 }, { plain: null }],
    ["a mobile of another call, and nothing else", 8, { plain: 2, mobiles: 1 }, { plain: "not_charged" }],
    ["eight of them, or a mobile?", 8, { plain: 8, mobiles: 1 }, { plain: null }],
    ["one of them, or one who was not found?", 1, { plain: 1, misses: 1 }, { plain: null }],
    ["more than all of it: somebody else spends", 5, { plain: 1 }, { plain: null }],
    ["less than before", -1, { plain: 1 }, { plain: null }],
    ["a fraction", 0.5, { plain: 1 }, { plain: null }],
    ["a waterfall has no price", 1, { plain: 1, vague: 1 }, { plain: null, vague: null }],
  ])("%s", (_what, moved, doubts, concluded) => {
    expect(concludeFromUsage(moved, { ...NONE, ...doubts })).toMatchObject(concluded);
  });
});

function ALL_FREE() {
  return { plain: "not_charged", withPhone: "not_charged", vague: "not_charged" } as const;
}

describe("what the counter proves of reveals without a mobile", () => {
  test.each<[string, number, Parameters<typeof findBilledReveals>[1], ReturnType<typeof findBilledReveals>]>([
    ["billed at acceptance: all", 24, { heard: 2, unheard: 1, misses: 0 }, "all"],
    ["billed at delivery: the one that was never heard of", 8, { heard: 2, unheard: 1, misses: 0 }, "unheard"],
    ["one of two: nobody knows which", 8, { heard: 2, unheard: 0, misses: 0 }, null],
    ["one of two unheard: nobody knows which", 8, { heard: 0, unheard: 2, misses: 0 }, null],
    ["nothing moved", 0, { heard: 2, unheard: 0, misses: 0 }, null],
    ["a mobile, or eight who were not found?", 8, { heard: 1, unheard: 0, misses: 8 }, null],
    ["a sum that somebody else spent", 9, { heard: 1, unheard: 0, misses: 0 }, null],
    ["no reveal at all", 8, { heard: 0, unheard: 0, misses: 0 }, null],
  ])("%s", (_what, moved, reveals, billed) => {
    expect(findBilledReveals(moved, reveals)).toBe(billed);
  });
});
