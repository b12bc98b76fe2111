import { expect, test } from "vitest";
import { PeopleFilters } from "@/lib/people/filters";
import { PEOPLE_FILTER_NAMES, writePeopleFilters } from "@/lib/people/write-filters";

const read = (address: string) => PeopleFilters.parse(Object.fromEntries(new URLSearchParams(address)));

test("every filter goes into the address and back, a comma within a value too", () => {
  const filters: PeopleFilters = {
    ...{
      q: "a & b=c",
      title: "head of",
      company: "näive, ltd",
      companyId: "cmp_1",
      country: ["Korea, Republic of", "Norway"],
    },
    ...{ seniority: ["vp"], email: ["none", "verified"], hasPhone: "yes", phones: "waiting", tag: ["tag_1", "tag_2"] },
    ...{ list: ["lst_1"], run: "run_1", owner: "me", fresh: "older", jobChanged: "yes", sort: "-title", cursor: "abc" },
  };
  expect(Object.keys(filters).toSorted()).toEqual([...PEOPLE_FILTER_NAMES].toSorted());
  expect(read(writePeopleFilters(filters))).toEqual(filters);
});

test("equal filters give equal text, and what says nothing is left out", () => {
  expect(writePeopleFilters({ sort: "name", q: "ada" })).toBe(writePeopleFilters({ q: "ada", sort: "name" }));
  expect(writePeopleFilters({ q: "", country: [] })).toBe("");
  expect(read("country=,,&tag=a,a,b")).toEqual({ country: [], tag: ["a", "b"] });
});
