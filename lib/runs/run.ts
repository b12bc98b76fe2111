export const RUN_STATES = ["uploading", "draft", "awaiting_approval", "running", "paused", "stopped", "done"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Where a row stands: the first five before anything is sent, the others by what came of it. */
export const ROW_STATES = [
  "invalid",
  "duplicate",
  "ours",
  "suppressed",
  "ready",
  "queued",
  "sending",
  "matched",
  "no_match",
  "needs_a_look",
  "failed",
  "unknown",
  "stopped",
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** What a file may be at most. */
export const FILE_BYTES_MAX = 50 * 2 ** 20;
export const ROWS_MAX = 100_000;
export const COLUMNS_MAX = 500;
/** Characters of one row, so that a quote that is never closed does not take the whole file for one cell. */
export const ROW_LENGTH_MAX = 4_000_000;
export const NAME_LENGTH_MAX = 200;

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a file's bytes are read. `hasHeader`: its first row names the columns. */
export type RunFormat = { encoding: Encoding; delimiter: Delimiter; hasHeader: boolean };

/** One row of a file as it was read. `line` is where it begins; `flaw` says what is odd about it. */
export type FileRow = { number: number; line: number; cells: string[]; flaw: string | null };
