/** One line of the sheet of shortcuts: the keys, and what they do on this page. */
export type KeyMeaning = readonly [keys: string, meaning: string];

const shown = new Set<readonly KeyMeaning[]>();

/** Lists these as working for as long as the page that takes them stands. Returns how to take them off again. */
export function showPageKeys(meanings: readonly KeyMeaning[]): () => void {
  shown.add(meanings);
  return () => shown.delete(meanings);
}

/** What works on this page beyond what works on every one; each key once. */
export function listPageKeys(): KeyMeaning[] {
  const all = [...shown].flat();
  return all.filter(([keys], nth) => all.findIndex(([other]) => other === keys) === nth);
}
