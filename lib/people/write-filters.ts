import type { PeopleFilters } from "@/lib/people/filters";

/** A comma that belongs to a value ("Korea, Republic of"), as the address holds it. */
export const COMMA_WITHIN = "%2C";

const NAMES = {
  ...{ q: true, title: true, company: true, companyId: true, country: true, seniority: true, email: true },
  ...{ hasPhone: true, phones: true, tag: true, list: true, run: true, owner: true, fresh: true },
  ...{ jobChanged: true, sort: true, cursor: true },
} satisfies Record<keyof PeopleFilters, true>;

/** What a list of people can be narrowed to and ordered by, for pages that load no schema. */
export const PEOPLE_FILTER_NAMES = Object.keys(NAMES) as readonly (keyof PeopleFilters)[];

/** Filters as an address holds them, without the question mark. Equal filters give equal text, in whatever order they came. */
export function writePeopleFilters(filters: PeopleFilters): string {
  const search = new URLSearchParams();
  for (const name of PEOPLE_FILTER_NAMES) {
    const value = filters[name];
    const text = Array.isArray(value) ? value.map((one) => one.replaceAll(",", COMMA_WITHIN)).join(",") : value;
    if (text) search.set(name, text);
  }
  return search.toString();
}
