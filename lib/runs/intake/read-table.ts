import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { describeFlaw } from "@/lib/runs/intake/describe-flaw";
import { nameColumns, withoutZeros } from "@/lib/runs/intake/name-columns";
import { refuseFile } from "@/lib/runs/intake/refuse-file";
import { COLUMNS_MAX, ROW_LENGTH_MAX, ROWS_MAX, type FileRow, type RunFormat } from "@/lib/runs/run";

export type FileTable = { header: string[]; rows: AsyncGenerator<FileRow> };
type Record = { line: number; cells: string[] };

/** Reads a table as it comes; never more of it is held than some rows. Throws the sentence for a file that is none. */
export async function openTable(texts: AsyncIterable<string>, format: Omit<RunFormat, "encoding">): Promise<FileTable> {
  const records = readRecords(texts, format.delimiter);
  const first = await nextRecord(records, format.delimiter);
  if (!first) throw refuseFile("The file is empty.");
  if (first.cells.length > COLUMNS_MAX)
    throw refuseFile(`The file has more than ${String(COLUMNS_MAX)} columns. Leave out those that are not needed.`);
  const header = nameColumns(format.hasHeader ? first.cells : first.cells.map(() => ""));
  return { header, rows: numberRows(records, { columns: header.length, first: format.hasHeader ? null : first }) };
}

/** A first line that only names the delimiter, as Excel writes it, is no row. */
async function nextRecord(records: AsyncGenerator<Record>, delimiter: string): Promise<Record | null> {
  for (;;) {
    const { value, done } = await records.next();
    if (done) return null;
    if (value.line > 1 || value.cells.join(delimiter) !== `sep=${delimiter}`) return value;
  }
}

type Numbering = { columns: number; first: Record | null };

async function* numberRows(records: AsyncGenerator<Record>, { columns, first }: Numbering): AsyncGenerator<FileRow> {
  let number = 0;
  const take = ({ line, cells }: Record): FileRow => {
    number += 1;
    if (number > ROWS_MAX)
      throw refuseFile(`The file has more than ${ROWS_MAX.toLocaleString("en")} rows. Split it and upload the parts.`);
    if (cells.length > 2 * COLUMNS_MAX)
      throw refuseFile(`The row at line ${String(line)} has ${cells.length.toLocaleString("en")} cells.`);
    return { number, line, cells: cells.map(withoutZeros), flaw: describeFlaw({ cells, columns }) };
  };
  if (first) yield take(first);
  for await (const record of records) yield take(record);
}

async function* readRecords(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<Record> {
  let line = 1;
  const lines: number[] = [];
  const parser = parse({
    ...{ delimiter, record_delimiter: ["\r\n", "\n", "\r"], max_record_size: ROW_LENGTH_MAX },
    ...{ relax_column_count: true, relax_quotes: true },
    // Called as each is read: a record that is never finished leaves the line at which it begins.
    on_record: (cells: string[]) => {
      lines.push(line);
      line += 1 + cells.reduce((count, cell) => count + countBreaks(cell), 0);
      return cells;
    },
  });
  const source = Readable.from(texts);
  source.once("error", (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser)) yield { line: lines.shift() ?? line, cells: record as string[] };
  } catch (error) {
    throw translate(error, line);
  } finally {
    source.destroy();
  }
}

const countBreaks = (cell: string): number =>
  cell.includes("\n") || cell.includes("\r") ? (cell.match(/\r\n|\n|\r/g)?.length ?? 0) : 0;

function translate(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return refuseFile(`A quote in the row at line ${String(line)} is never closed, so the rest cannot be told apart.`);
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return refuseFile(
      `The row at line ${String(line)} is longer than ${ROW_LENGTH_MAX.toLocaleString("en")} characters. A quote may not be closed there.`,
    );
  return refuseFile(`The row at line ${String(line)} cannot be read. Try another delimiter.`);
}
