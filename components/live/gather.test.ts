import { expect, test } from "vitest";
import {
  addArrivals,
  gatherChanges,
  idsInFront,
  isInFront,
  NOTHING_YET,
  placeOf,
  wordsFor,
} from "@/components/live/gather";
import { titleWithCount } from "@/components/live/tab-title";

test("a burst names each record once, and arrivals by whose they are", () => {
  const changes = gatherChanges([
    { kind: "lookup", ids: ["lkp_1", "lkp_2"] },
    { kind: "phones_arrived", ids: ["lkp_1", "lkp_2", "per_1"] },
    { kind: "lookup", ids: ["lkp_2"] },
    { kind: "person", ids: ["per_1"] },
  ]);
  expect(changes).toEqual({
    lookups: new Set(["lkp_1", "lkp_2"]),
    people: new Set(["per_1"]),
    hasKeys: false,
    hasBudgets: false,
    hasApprovals: false,
    decided: new Set(),
    hasMembers: false,
    hasLists: false,
    companies: new Set(),
    noted: new Set(),
    tasked: new Set(),
    runs: new Set(),
    arrivals: [{ person: "per_1", lookups: ["lkp_1", "lkp_2"] }],
  });
  expect(gatherChanges([{ kind: "key", ids: ["key_1"] }])).toMatchObject({ hasKeys: true });
  const decided = [
    { kind: "approval", ids: ["lkp_1"] },
    { kind: "approval_decided", ids: ["lkp_1"] },
  ] as const;
  expect(gatherChanges(decided.map(({ kind, ids }) => ({ kind, ids: [...ids] })))).toMatchObject({
    hasApprovals: true,
    decided: new Set(["lkp_1"]),
  });
});

test("one toast's count grows by lookup, and not when a lookup's numbers come in parts", () => {
  const one = addArrivals(NOTHING_YET, [{ person: "per_1", lookups: ["lkp_1"] }]);
  const same = addArrivals(one, [{ person: "per_1", lookups: ["lkp_1"] }]);
  const three = addArrivals(same, [
    { person: "per_2", lookups: ["lkp_2"] },
    { person: "per_3", lookups: ["lkp_3"] },
  ]);
  expect([one, same, three].map(wordsFor)).toEqual(["1 phone arrived", "1 phone arrived", "3 phones arrived"]);
  expect(placeOf({ people: [...same.people] })).toBe("/people/per_1");
  expect(placeOf({ people: [...three.people] })).toBe("/people?phones=delivered");
});

test("who stands open in front of the reader is not announced", () => {
  const arrival = { person: "per_1", lookups: ["lkp_1"] };
  const fronts = ["/lookup?lookup=lkp_1", "/history/lkp_1", "/people/per_1"];
  const elsewhere = ["/lookup", "/lookup?lookup=lkp_10", "/people", "/people/per_10", "/people?q=per_1"];
  const isShown = (path: string) => isInFront(arrival, idsInFront(`https://app.example${path}`));
  expect(fronts.map(isShown)).toEqual([true, true, true]);
  expect(elsewhere.map(isShown)).toEqual([false, false, false, false, false]);
});

test("a title carries one count, and none once it was seen", () => {
  const counted = titleWithCount("People · Perihelion", 1);
  expect(counted).toBe("(1) People · Perihelion");
  expect(titleWithCount(counted, 12)).toBe("(12) People · Perihelion");
  expect(titleWithCount(counted, 0)).toBe("People · Perihelion");
});
