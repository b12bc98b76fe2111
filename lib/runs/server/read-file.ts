import "server-only";
import { createLanes } from "@/lib/db/lanes";
import type { Tx } from "@/lib/db/client";
import { decodeText } from "@/lib/runs/intake/decode-text";
import { openTable } from "@/lib/runs/intake/read-table";
import { refuseFile } from "@/lib/runs/intake/refuse-file";
import { findEncoding, HEAD_BYTES } from "@/lib/runs/intake/sniff-bytes";
import { findDelimiter, splitSample } from "@/lib/runs/intake/split-sample";
import { isHeader, matchColumns } from "@/lib/runs/mapping";
import type { FileRow, RunFormat } from "@/lib/runs/run";
import { findMapping } from "@/lib/runs/server/remembered-mapping";
import { addRows, finishReading, meaningOf, readChunks } from "@/lib/runs/server/run-store";

/** Each holds a connection for its transaction while it reads by another. */
export const inReadingLane = createLanes({ lanesMax: 2, waitMaxMs: 60_000 });
export const READING_TIMEOUT_MS = 120_000;

/** What a file's beginning, and whether all of it is valid UTF-8, say of how it is to be read. */
export function findFormat(head: Uint8Array, isUtf8: boolean): RunFormat {
  const encoding = findEncoding(head, isUtf8);
  const text = new TextDecoder(encoding).decode(head.subarray(0, HEAD_BYTES), { stream: true });
  const delimiter = findDelimiter(text);
  const [first = [], second = []] = splitSample(text, delimiter, 2);
  const named = first.join(delimiter) === `sep=${delimiter}` ? second : first;
  return { encoding, delimiter, hasHeader: isHeader(named) };
}

const SAMPLE_ROWS = 50;
/** A lot is as many rows, or fewer where they are long. */
const LOT = { rows: 2000, length: 500_000 };

type Reading = { workspaceId: string; runId: string; format: RunFormat };

/** Reads the stored bytes into rows, and guesses what their columns are. Throws the sentence for a file that cannot be read. */
export async function readFile(tx: Tx, { workspaceId, runId, format }: Reading): Promise<number> {
  const { header, rows } = await openTable(decodeText(readChunks(runId), format.encoding), format);
  const sample = await take(rows, SAMPLE_ROWS);
  const known = format.hasHeader ? await findMapping(tx, { workspaceId, header }) : null;
  const cells = sample.map((row) => row.cells);
  const mapping = known ?? matchColumns(header, cells);
  const place = { workspaceId, runId };
  let count = 0;
  // A lot is written while the next one is read; the transaction's connection takes one statement at a time.
  let writing: Promise<PromiseSettledResult<void>[]> = Promise.allSettled([]);
  for await (const lot of inLots(sample, rows)) {
    const meant = lot.map((row) => ({ ...row, ...meaningOf(row.cells, mapping) }));
    requireWritten(await writing);
    writing = Promise.allSettled([addRows(tx, place, meant)]);
    count += lot.length;
  }
  requireWritten(await writing);
  if (count === 0) throw refuseFile("The file has a header and no rows.");
  await finishReading(tx, place, { header, mapping, format, rows: count });
  return count;
}

function requireWritten(results: readonly PromiseSettledResult<void>[]): void {
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

async function take(rows: AsyncGenerator<FileRow>, max: number): Promise<FileRow[]> {
  const taken: FileRow[] = [];
  while (taken.length < max) {
    const next = await rows.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function* inLots(first: readonly FileRow[], rest: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let lot = [...first];
  let length = lot.reduce((sum, row) => sum + lengthOf(row), 0);
  for await (const row of rest) {
    lot.push(row);
    length += lengthOf(row);
    if (lot.length < LOT.rows && length < LOT.length) continue;
    yield lot;
    [lot, length] = [[], 0];
  }
  if (lot.length > 0) yield lot;
}

const lengthOf = ({ cells }: FileRow): number => cells.reduce((sum, cell) => sum + cell.length, 0);
