const LETTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The first letter as a reader sees it, in upper case; empty for an empty word. */
export function firstLetter(word: string): string {
  const [first] = LETTERS.segment(word.trim());
  return first?.segment.toLocaleUpperCase("en") ?? "";
}
