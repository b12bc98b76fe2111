import "server-only";
import type { Tx } from "@/lib/db/client";
import { lockPeople, rereadPeople, type LockedPerson } from "@/lib/people/server/lock-person";
import { takeWords, type GivenWord } from "@/lib/people/server/take-word";

type Word = GivenWord & { apolloId: string };

/**
 * Takes words on whoever they speak of, made where nobody knows them, and returns the people's ids in the order given. Words on
 * one person follow each other in that order; of different people they are taken together.
 */
export async function takeEach(tx: Tx, workspaceId: string, words: readonly Word[]): Promise<string[]> {
  if (words.length === 0) return [];
  const people = await lockPeople(tx, workspaceId, words);
  const queues = Map.groupBy(
    words.flatMap((word) => {
      const person = people.get(word.apolloId);
      return person ? [{ person, word }] : [];
    }),
    ({ person }) => person.id,
  );
  let standing = new Map([...people.values()].map((person) => [person.id, person]));
  for (let round = 0; queues.size > 0; round += 1) {
    if (round > 0) standing = await reread(tx, [...queues.keys()]);
    const next = [...queues.values()].flatMap((queue) => queue.shift() ?? []);
    const taking = next.map(({ person, word }) => ({ person: standing.get(person.id) ?? person, word }));
    await takeWords(tx, workspaceId, taking);
    for (const [id, queue] of queues) if (queue.length === 0) queues.delete(id);
  }
  return words.map(({ apolloId }) => people.get(apolloId)?.id ?? "");
}

async function reread(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedPerson>> {
  return new Map((await rereadPeople(tx, ids)).map((person) => [person.id, person]));
}
