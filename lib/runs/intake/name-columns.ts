import { squeeze } from "@/lib/ids/identifiers";

const NAME_LENGTH_MAX = 200;

/** A name for every column: as the file says, by its place where it says none, and with a number where it says one twice. */
export function nameColumns(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = squeeze(withoutZeros(cell)).slice(0, NAME_LENGTH_MAX) || `Column ${String(index + 1)}`;
    let unique = name;
    for (let again = 2; taken.has(unique.toLowerCase()); again += 1) unique = `${name} (${String(again)})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** The database keeps no NUL. */
export function withoutZeros(text: string): string {
  return text.replaceAll("\0", "");
}
