const COUNT = new Intl.NumberFormat("en");

/** "1 person", "312 people", "More than 1,000 people". `total` is null where it was not counted to the end. */
export function summarisePeople(shown: number, total: number | null | undefined, hasMore: boolean): string {
  if (total === null && hasMore) return "More than 1,000 people";
  const count = hasMore ? Math.max(total ?? 0, shown) : shown;
  return count === 1 ? "1 person" : `${COUNT.format(count)} people`;
}
