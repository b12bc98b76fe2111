import "server-only";
import { stringify } from "csv-stringify/sync";

/** A number, also one to dial, which a spreadsheet may calculate with; anything else that looks like a formula is made text. */
const PLAIN_NUMBER = /^[-+]?\d+(?:\.\d+)?$/;

/** RFC 4180: CRLF, quotes where they are needed. No cell is a formula to a spreadsheet, whoever wrote it. */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return toCsvLines([header, ...rows]);
}

/** Some lines of such a file, which is sent as it is made. */
export function toCsvLines(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], {
    record_delimiter: "\r\n",
    escape_formulas: true,
    cast: { string: (text) => (PLAIN_NUMBER.test(text) ? { value: text, escape_formulas: false } : text) },
  });
}

/** A table for the disk: no cache keeps it, no browser shows it. `name` is a plain file name of ours. */
export function toCsvAttachment(csv: string, name: string): Response {
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
