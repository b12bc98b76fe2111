/** What a list of people can be ordered by. With `-` before it: the greatest, newest or last first. */
export const PEOPLE_SORTS = ["updated", "enriched", "created", "name", "title", "company"] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];
export const SORT_WORDS = PEOPLE_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

/** How long ago the provider last said something of them, in days: at most, or (older) more than a quarter. */
export const FRESHNESS = ["week", "month", "quarter", "older"] as const;
export type Freshness = (typeof FRESHNESS)[number];

export const OWNED_BY_NOBODY = "none";
export const OWNED_BY_ME = "me";
