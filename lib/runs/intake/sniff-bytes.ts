import type { Encoding } from "@/lib/runs/run";
import { refuseFile } from "@/lib/runs/intake/refuse-file";

/** As much of a file's beginning as tells what it is. */
export const HEAD_BYTES = 64 * 1024;

const MARKS: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

const KNOWN_AS: readonly { what: string; bytes: readonly number[] }[] = [
  { what: "an Excel workbook or another ZIP archive", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: "an old Excel workbook", bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: "a PDF", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { what: "a compressed file", bytes: [0x1f, 0x8b] },
  { what: "a picture", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { what: "a picture", bytes: [0xff, 0xd8, 0xff] },
  { what: "a picture", bytes: [0x47, 0x49, 0x46, 0x38] },
];

/** One byte in so many that no text has: more, and it is none. */
const ODD_ONE_IN = 100;

/** Throws the sentence for what is no text; a text that is damaged here and there is one. */
export function requireText(head: Uint8Array): void {
  if (head.length === 0) throw refuseFile("The file is empty.");
  const known = KNOWN_AS.find(({ bytes }) => beginsWith(head, bytes));
  if (known) throw refuseFile(`This is ${known.what}, not a text file. Save the table as CSV and try again.`);
  if (markOf(head) ?? guessWide(head)) return;
  const odd = head.reduce((count, byte) => count + (isOdd(byte) ? 1 : 0), 0);
  if (odd * ODD_ONE_IN > head.length)
    throw refuseFile("This is not a text file. Export the table as CSV and try again.");
}

/** The encoding of a file, by its mark, by where its zeros are, or by whether all of it is valid UTF-8. */
export function findEncoding(head: Uint8Array, isUtf8: boolean): Encoding {
  return markOf(head) ?? guessWide(head) ?? (isUtf8 ? "utf-8" : "windows-1252");
}

function markOf(head: Uint8Array): Encoding | null {
  return MARKS.find(({ bytes }) => beginsWith(head, bytes))?.encoding ?? null;
}

/** UTF-16 without a mark: of western text, and of every delimiter and line end, one of the two bytes is zero. */
function guessWide(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = Math.max(1, Math.floor(head.length / 2));
  if (odd / half > 0.4 && even / half < 0.1) return "utf-16le";
  return even / half > 0.4 && odd / half < 0.1 ? "utf-16be" : null;
}

const beginsWith = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte);

/** Below the blank, but for tabulator, line ends, page feed, the old end of file, and escape. */
const isOdd = (byte: number) => byte < 32 && ![9, 10, 11, 12, 13, 26, 27].includes(byte);
