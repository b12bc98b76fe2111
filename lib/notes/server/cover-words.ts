import "server-only";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { coversOf, readListedNumbers } from "@/lib/people/server/cover-do-not-call";

/** A member's words as the viewer may read them. */
export type CoverWords = (words: string) => { words: string; isCovered: boolean };

/** Covers, in what members wrote about these people, the do-not-call numbers that are closed to the viewer. */
export async function readWordCovers(tx: Tx, viewer: Viewer, personIds: readonly string[]): Promise<CoverWords> {
  const listed = await readListedNumbers(tx, viewer, [...new Set(personIds)]);
  return (words) => {
    const covers = coversOf(words, listed);
    const shown = covers ? maskPhonesInSentence(words, covers) : words;
    return { words: shown, isCovered: shown !== words };
  };
}
