/**
 * `fresh` in the order in which its members stand on screen: a row that changes stays where it is, so that none moves
 * away under the cursor. Those not shown before stand where the fresh list has them, before or after all the known ones.
 */
export function keepOrder<T extends { id: string }>(shownIds: readonly string[], fresh: readonly T[]): T[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const shown = new Set(shownIds);
  const kept = shownIds.flatMap((id) => byId.get(id) ?? []);
  const firstKnown = fresh.findIndex(({ id }) => shown.has(id));
  const isNewcomer = ({ id }: T) => !shown.has(id);
  const before = fresh.slice(0, Math.max(0, firstKnown));
  const after = fresh.slice(Math.max(0, firstKnown)).filter(isNewcomer);
  return [...before, ...kept, ...after];
}
