import type { PeopleSelection } from "@/lib/people/filters";

/** The most that can be marked one by one, and the most that can be left out of all. */
export const MARKED_MAX = 1000;

/** Marked rows; or all that the table's filters leave, but for some. */
export type Selection = { kind: "some"; ids: ReadonlySet<string> } | { kind: "matching"; except: ReadonlySet<string> };

export const NOTHING_SELECTED: Selection = { kind: "some", ids: new Set() };
export const ALL_MATCHING: Selection = { kind: "matching", except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "some" ? selection.ids.has(id) : !selection.except.has(id);
}

/** Marks or unmarks rows, as many as may be marked. */
export function mark(selection: Selection, ids: readonly string[], isOn: boolean): Selection {
  const isKept = (selection.kind === "some") === isOn;
  const named = new Set(selection.kind === "some" ? selection.ids : selection.except);
  for (const id of ids) {
    if (!isKept) named.delete(id);
    else if (named.size < MARKED_MAX) named.add(id);
  }
  return selection.kind === "some" ? { kind: "some", ids: named } : { kind: "matching", except: named };
}

export function isEmpty(selection: Selection): boolean {
  return selection.kind === "some" && selection.ids.size === 0;
}

/** Null where nobody has counted that far. `total`: of those the filters leave. */
export function countSelected(selection: Selection, total: number | null): number | null {
  if (selection.kind === "some") return selection.ids.size;
  return total === null ? null : Math.max(0, total - selection.except.size);
}

/** Of the rows that are loaded, as many as may be marked: none, some or all are. */
export function marksOf(selection: Selection, rows: readonly { id: string }[]): boolean | "indeterminate" {
  if (isEmpty(selection)) return false;
  if (selection.kind === "matching") return selection.except.size === 0 ? true : "indeterminate";
  const isAll = rows.slice(0, MARKED_MAX).every(({ id }) => selection.ids.has(id));
  return isAll && rows.length > 0 ? true : "indeterminate";
}

/** As the server takes it. `filters`: what the table is narrowed to, as the address holds it. */
export function writeSelection(selection: Selection, filters: string): PeopleSelection {
  if (selection.kind === "some") return { ids: [...selection.ids] };
  return { matching: filters, except: [...selection.except] };
}
