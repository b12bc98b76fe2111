import { DELIMITERS, type Delimiter } from "@/lib/runs/run";

const RECORDS_MAX = 200;

/** A cell, quoted or not, with what ends it. A quote that is never closed takes all that is left. */
function cellBefore(delimiter: Delimiter): RegExp {
  const plain = `[^\\${delimiter}\\r\\n]*`;
  return new RegExp(`(?:"([^"]*(?:""[^"]*)*)(?:"(${plain}))?|(${plain}))(\\${delimiter}|\\r\\n|\\n|\\r|$)`, "y");
}

/** The first records of a text, cut at a delimiter outside of quotes. */
export function splitSample(text: string, delimiter: Delimiter, recordsMax = RECORDS_MAX): string[][] {
  const pattern = cellBefore(delimiter);
  const records: string[][] = [];
  let cells: string[] = [];
  while (records.length < recordsMax && (pattern.lastIndex < text.length || cells.length > 0)) {
    const [, quoted, rest = "", plain = "", end = ""] = pattern.exec(text) ?? [];
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + rest);
    if (end === delimiter) continue;
    records.push(cells);
    cells = [];
    if (end === "") break;
  }
  return records;
}

/** The delimiter by which the most rows have equally many cells, and more than one. A comma where none does. */
export function findDelimiter(text: string): Delimiter {
  const named = /^sep=(.)(?:\r|\n|$)/.exec(text)?.[1];
  const said = DELIMITERS.find((delimiter) => delimiter === named);
  if (said) return said;
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function scoreOf(text: string, delimiter: Delimiter): number {
  const widths = splitSample(text, delimiter)
    .filter((cells) => cells.some((cell) => cell.trim() !== ""))
    .map(({ length }) => length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [commonest = 1, times = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (commonest < 2) return 0;
  // Agreement first; of delimiters that agree alike, the one with more cells.
  return times / widths.length + Math.min(commonest, 100) / 1000;
}
