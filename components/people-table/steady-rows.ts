import { keepOrder } from "@/components/people-table/keep-order";

type Row = { id: string };
type Page<T> = { people: readonly T[] };

export type Steady<T> = {
  /** What the list is narrowed to. */
  view: string;
  pages: readonly Page<T>[];
  rows: readonly T[];
};

/**
 * The rows of all pages in the order in which they stand on screen. A page more, or a row that changed in its place, costs
 * what it holds; only when rows have come, gone or moved are all of them put in order again.
 */
export function steadyRows<T extends Row>(shown: Steady<T>, view: string, pages: readonly Page<T>[]): Steady<T> {
  if (shown.view !== view) return { view, pages, rows: ordered([], pages) };
  if (isSame(shown.pages, pages)) return shown;
  const inPlace = pages.length >= shown.pages.length && shown.pages.every((page, at) => hasSameIds(page, pages[at]));
  if (!inPlace) return { view, pages, rows: ordered(shown.rows, pages) };
  const changed = new Map<string, T>();
  for (const [at, page] of shown.pages.entries())
    if (page !== pages[at]) for (const row of pages[at]?.people ?? []) changed.set(row.id, row);
  const kept = changed.size === 0 ? shown.rows : shown.rows.map((row) => changed.get(row.id) ?? row);
  return { view, pages, rows: [...kept, ...newRows(shown.pages, pages)] };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((page, at) => page === others[at]);
}

function hasSameIds<T extends Row>(page: Page<T>, other: Page<T> | undefined): boolean {
  if (page === other) return true;
  return page.people.length === other?.people.length && page.people.every(({ id }, at) => id === other.people[at]?.id);
}

/** A row that moved while pages were read may come twice: it stays where it was first. */
function newRows<T extends Row>(known: readonly Page<T>[], pages: readonly Page<T>[]): T[] {
  const rows = pages.slice(known.length).flatMap(({ people }) => people);
  const sets = known.map(idsOf);
  const unique = new Map(rows.map((row) => [row.id, row]));
  return [...unique.values()].filter(({ id }) => !sets.some((ids) => ids.has(id)));
}

function ordered<T extends Row>(shown: readonly T[], pages: readonly Page<T>[]): T[] {
  const unique = new Map(pages.flatMap(({ people }) => people).map((row) => [row.id, row]));
  return keepOrder(
    shown.map(({ id }) => id),
    [...unique.values()],
  );
}

const idSets = new WeakMap<object, ReadonlySet<string>>();

function idsOf(page: Page<Row>): ReadonlySet<string> {
  const ids = idSets.get(page) ?? new Set(page.people.map(({ id }) => id));
  idSets.set(page, ids);
  return ids;
}
