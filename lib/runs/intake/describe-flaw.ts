/** From here on a spreadsheet cuts a cell off. */
const CELL_LENGTH_MAX = 32_767;

type Odd = { cells: readonly string[]; columns: number };

/** What is odd about a row as it was read, in words; null for a plain one. A row is kept whatever it is like. */
export function describeFlaw({ cells, columns }: Odd): string | null {
  if (cells.every((cell) => cell.trim() === "")) return "The row is empty.";
  const found = [
    cells.length < columns &&
      `It has ${String(cells.length)} of ${String(columns)} cells; the last ones are taken as empty.`,
    cells.length > columns &&
      `It has ${String(cells.length)} cells for ${String(columns)} columns; those at the end belong to none.`,
    cells.some((cell) => cell.includes("\0")) && "It held NUL characters, which were left out.",
    cells.some((cell) => cell.includes("\ufffd")) && "It holds characters that could not be read.",
    cells.some(({ length }) => length > CELL_LENGTH_MAX) &&
      `A cell is longer than ${CELL_LENGTH_MAX.toLocaleString("en")} characters.`,
  ].filter((sentence) => sentence !== false);
  return found.length > 0 ? found.join(" ") : null;
}
