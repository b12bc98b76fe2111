const COUNT = /^\(\d+\) /;

/** "(2) People · Perihelion"; without a count where nothing has arrived. */
export function titleWithCount(title: string, count: number): string {
  const bare = title.replace(COUNT, "");
  return count === 0 ? bare : `(${String(count)}) ${bare}`;
}
