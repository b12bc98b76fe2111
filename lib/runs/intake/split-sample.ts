import { DELIMITERS, type Delimiter } from "@/lib/runs/run";

const RECORDS_MAX = 200;

/** The first records of a text, cut at a delimiter outside of quotes. What is cut off at the end is left out. */
export function splitSample(text: string, delimiter: Delimiter, recordsMax = RECORDS_MAX): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length && records.length < recordsMax; at += 1) {
    const letter = text.charAt(at);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text.charAt(at + 1) === "\n") at += 1;
      records.push([...cells, cell]);
      [cells, cell] = [[], ""];
    } else cell += letter;
  }
  if (records.length < recordsMax && (cell !== "" || cells.length > 0)) records.push([...cells, cell]);
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
