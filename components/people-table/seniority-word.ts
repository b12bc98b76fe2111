const SHORT_WORDS: Record<string, string> = { vp: "VP", c_suite: "C-suite" };

/** "c_suite" as a person reads it. */
export function seniorityWord(word: string): string {
  const words = word.replaceAll("_", " ");
  return SHORT_WORDS[word] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
