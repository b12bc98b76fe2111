import "server-only";
import { LRUCache } from "lru-cache";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";

/** The share of a workspace's people, 0 to 1, in whose search text three characters stand in a row. An estimate. */
export type ShareOf = (trigram: string) => number;

const TRIGRAM_LENGTH = 3;
const SAMPLED = 1000;
const KNOWN_FOR_MS = 10 * 60_000;
const WORKSPACES_KNOWN = 20;
/** What a trigram costs grows with the number of people who have it; that of a person who is looked at for nothing does not. */
const CHOSEN_MAX = 3;
const FEW_ENOUGH = 3e-4;
/** Of a second trigram of the same word, of which the first has already told most. */
const SHARE_WITHIN_A_WORD = 0.5;
/** Of whom none is in the sample. */
const SHARE_OF_UNSEEN = 0.5 / SAMPLED;

/**
 * Parts of these words by which an index of trigrams finds those who may have all of them, for little: three at most, rare
 * ones, of several words first. None where no word has three characters in a row.
 */
export function rarestOf(words: readonly string[], shareOf: ShareOf): string[] {
  const perWord = words
    .map((word) => partsOf(word).toSorted((a, b) => shareOf(a) - shareOf(b)))
    .filter((trigrams) => trigrams.length > 0)
    .toSorted(([a = ""], [b = ""]) => shareOf(a) - shareOf(b));
  const chosen = new Set<string>();
  let left = 1;
  for (let turn = 0; perWord.some((trigrams) => turn < trigrams.length); turn++)
    for (const { [turn]: trigram } of perWord) {
      if (chosen.size === CHOSEN_MAX || left <= FEW_ENOUGH) return [...chosen];
      if (trigram === undefined || chosen.has(trigram)) continue;
      chosen.add(trigram);
      left *= turn === 0 ? shareOf(trigram) : SHARE_WITHIN_A_WORD;
    }
  return [...chosen];
}

const known = new LRUCache<string, Map<string, number>, undefined>({
  max: WORKSPACES_KNOWN,
  ttl: KNOWN_FOR_MS,
  fetchMethod: countTrigrams,
});

/** As the people who came last have them; what is known is ten minutes old at most. */
export async function readShares(workspaceId: string): Promise<ShareOf> {
  const counted = await known.forceFetch(workspaceId);
  return (trigram) => counted.get(trigram) ?? SHARE_OF_UNSEEN;
}

async function countTrigrams(workspaceId: string): Promise<Map<string, number>> {
  const rows = await readRows<{ search: string }>(Prisma.sql`
    SELECT search FROM person WHERE workspace_id = ${workspaceId} ORDER BY created_at DESC, id DESC LIMIT ${SAMPLED}`);
  const shares = new Map<string, number>();
  for (const { search } of rows)
    for (const trigram of new Set(trigramsOf(search)))
      shares.set(trigram, (shares.get(trigram) ?? 0) + 1 / rows.length);
  return shares;
}

/** A word with other letters is left whole: which of them the index takes for letters depends on the database. */
function partsOf(word: string): string[] {
  if (/[^ -~]/.test(word)) return word.length < TRIGRAM_LENGTH ? [] : [word];
  return trigramsOf(word);
}

function trigramsOf(text: string): string[] {
  const runs = text.match(/[a-z0-9]{3,}/g) ?? [];
  const inRun = (run: string) =>
    Array.from({ length: run.length - TRIGRAM_LENGTH + 1 }, (_, at) => run.slice(at, at + TRIGRAM_LENGTH));
  return [...new Set(runs.flatMap(inRun))];
}
