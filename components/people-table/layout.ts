import { COLUMN_IDS, COLUMNS, WIDTH_MAX, WIDTH_MIN, type ColumnId } from "@/components/people-table/columns";

export type Widths = Partial<Record<ColumnId, number>>;

const idOf = (text: string): ColumnId | undefined => COLUMN_IDS.find((id) => id === text);

/** "title,email" of an address: those columns, in that order, beside the name. Null for none that is known. */
export function readColumns(text: string): ColumnId[] | null {
  const ids = text.split(",").flatMap((name) => idOf(name) ?? []);
  const shown = [...new Set(ids)].filter((id) => id !== "name");
  return shown.length > 0 || text === "name" ? shown : null;
}

/** The name alone is written as such: an empty text would say nothing. */
export function writeColumns(columns: readonly ColumnId[]): string {
  return columns.join(",") || "name";
}

/** "title:240,email:300" of an address. What is no width is left out. */
export function readWidths(text: string): Widths {
  const widths: Widths = {};
  for (const part of text.split(",")) {
    const [name = "", width] = part.split(":");
    const id = idOf(name);
    if (id && /^\d{1,4}$/.test(width ?? "")) widths[id] = boundWidth(Number(width));
  }
  return widths;
}

/** Widths as they usually are need not be said; the others come in the order of the columns. */
export function writeWidths(widths: Widths): string {
  return COLUMN_IDS.flatMap((id) => {
    const width = widths[id];
    return width === undefined || width === COLUMNS[id].width ? [] : [`${id}:${String(width)}`];
  }).join(",");
}

export function boundWidth(width: number): number {
  return Math.round(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, width)));
}

export function widthOf(widths: Widths, id: ColumnId): number {
  return widths[id] ?? COLUMNS[id].width;
}

/** `columns` with `id` at another place; others keep their order. */
export function moveColumn(columns: readonly ColumnId[], id: ColumnId, to: number): ColumnId[] {
  const others = columns.filter((column) => column !== id);
  const place = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, place), id, ...others.slice(place)];
}
