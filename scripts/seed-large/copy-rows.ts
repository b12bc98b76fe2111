import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from } from "pg-copy-streams";

export type Cell = string | number | boolean | null | Date | readonly string[];
export type Rows = { table: string; columns: readonly string[]; rows: Iterable<readonly Cell[]> };

const BYTES_AT_ONCE = 256 * 1024;
/** Inherited from no prototype: what COPY's text format must not meet as it is. */
const ESCAPES = new Map([
  ["\\", "\\\\"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

/** Sends rows by COPY as they are made, in bounded memory. Returns how many. */
export async function copyRows(client: ClientBase, { table, columns, rows }: Rows): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  const stream = client.query(from(`COPY "${table}" (${names}) FROM STDIN`));
  await pipeline(Readable.from(linesOf(rows), { objectMode: false }), stream);
  return stream.rowCount ?? 0;
}

function* linesOf(rows: Iterable<readonly Cell[]>): Generator<string> {
  let text = "";
  for (const row of rows) {
    text += `${row.map(toText).join("\t")}\n`;
    if (text.length < BYTES_AT_ONCE) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function toText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") return escape(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === "object") return escape(`{${cell.map((text) => JSON.stringify(text)).join(",")}}`);
  return String(cell);
}

function escape(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (found) => ESCAPES.get(found) ?? found);
}
