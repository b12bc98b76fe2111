import { expect, test } from "vitest";
import { rarestOf } from "@/lib/people/server/rare-trigrams";

const SHARES: Record<string, number> = { opa: 0.02, pal: 0.3, ana: 0.2, nal: 0.4, aly: 0.1, lys: 0.1, yst: 0.1 };
const shareOf = (trigram: string) => SHARES[trigram] ?? 0.0005;

test("of several words the rarest trigram of each comes first", () => {
  expect(rarestOf(["anal", "opal"], shareOf)).toEqual(["opa", "ana", "pal"]);
});

test("no more are chosen than find few, and three at most", () => {
  expect(rarestOf(["zzzz", "yyyy", "opal"], shareOf)).toEqual(["zzz", "yyy"]);
  expect(rarestOf(["analyst"], shareOf)).toEqual(["aly", "lys", "yst"]);
});

test("a trigram that two words have is chosen once", () => {
  expect(rarestOf(["opal", "xopa"], (trigram) => (trigram === "xop" ? 0.9 : shareOf(trigram)))).toEqual([
    "opa",
    "pal",
    "xop",
  ]);
});

test("a word with letters that the index may not know stays whole; punctuation parts words", () => {
  expect(rarestOf(["océane"], shareOf)).toEqual(["océane"]);
  expect(rarestOf(["a.b-c"], shareOf)).toEqual([]);
  expect(rarestOf(["x@opa.l"], shareOf)).toEqual(["opa"]);
});

test("words below three characters give none", () => {
  expect(rarestOf(["ob", "é", "ü."], shareOf)).toEqual([]);
});
