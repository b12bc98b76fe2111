/** In the order in which they run: what fills the database comes late. */
export const PART_NAMES = ["P10", "P13", "P16", "P5", "P2", "P3", "P14"] as const;
export type PartName = (typeof PART_NAMES)[number];

const isPartName = (word: string): word is PartName => PART_NAMES.some((name) => name === word);

/** Reads `[--short] [P2 P5 …]`; no name means all. Throws for what there is none of. */
export function readWords(words: readonly string[]): { parts: PartName[]; isShort: boolean } {
  const isShort = words.includes("--short");
  const names = words.filter((word) => word !== "--short");
  const unknown = names.filter((name) => !isPartName(name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(", ")}: the parts are ${PART_NAMES.join(", ")}, and --short.`);
  return { parts: PART_NAMES.filter((name) => names.length === 0 || names.includes(name)), isShort };
}
