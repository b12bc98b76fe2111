/** In the order in which they run: what fills the database comes late. */
export const PART_NAMES = ["P10", "P13", "P16", "P5", "P2", "P3", "P14", "P17", "P21"] as const;
/** What holds on a busy machine too, in well under a minute: a part of `npm test`. */
const SHORT_PARTS: readonly PartName[] = ["P13", "P16", "P2"];

export type PartName = (typeof PART_NAMES)[number];

const isPartName = (word: string): word is PartName => PART_NAMES.some((name) => name === word);

/** Reads `[--short] [P2 P5 …]`; no name means all, or those of the short form. Throws for what there is none of. */
export function readWords(words: readonly string[]): { parts: PartName[]; isShort: boolean } {
  const isShort = words.includes("--short");
  const names = words.filter((word) => word !== "--short");
  const unknown = names.filter((name) => !isPartName(name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(", ")}: the parts are ${PART_NAMES.join(", ")}, and --short.`);
  const wanted: readonly string[] = names.length > 0 ? names : isShort ? SHORT_PARTS : PART_NAMES;
  return { parts: PART_NAMES.filter((name) => wanted.includes(name)), isShort };
}
