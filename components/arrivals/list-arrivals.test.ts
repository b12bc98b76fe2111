import { expect, test } from "vitest";
import { listArrivals } from "@/components/arrivals/list-arrivals";

const since = "2026-11-25T18:02:00.000Z";

test("what came is said with its number and leads to the list that shows it", () => {
  const own = { arrived: 4, late: 1, look: 2, decided: 1 };
  expect(listArrivals({ since, until: since, own, approvals: 1000, quarantined: 1 })).toEqual([
    { words: "4 phones arrived", href: `/history?who=me&news=arrived&since=${encodeURIComponent(since)}` },
    { words: "1 phone late", href: `/history?who=me&news=late&since=${encodeURIComponent(since)}` },
    { words: "2 need a look", href: `/history?who=me&news=look&since=${encodeURIComponent(since)}` },
    { words: "1 approval decided", href: `/history?who=me&news=decided&since=${encodeURIComponent(since)}` },
    { words: "1,000+ approvals wait for you", href: "/approvals" },
    { words: "1 delivery put aside", href: "/deliveries?state=quarantined" },
  ]);
});

test("what came not at all is not said", () => {
  const own = { arrived: 0, late: 0, look: 1, decided: 0 };
  const [only, ...others] = listArrivals({ since, until: since, own, approvals: 0, quarantined: 0 });
  expect([only?.words, others.length]).toEqual(["1 needs a look", 0]);
});
