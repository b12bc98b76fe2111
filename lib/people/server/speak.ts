import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { notifyChanged } from "@/lib/live/notify-changed";
import { lockPersonById, type LockedPerson } from "@/lib/people/server/lock-person";
import { idOfWord, requireBaseline, writeObservation, type Word } from "@/lib/people/server/observation-store";
import { refoldPerson } from "@/lib/people/server/refold-person";

type Spoken = Partial<Pick<Word, "profile" | "emails" | "phones">>;

type Speech = { viewer: Viewer; person: LockedPerson; spoken: Spoken };

/** Holds somebody's record for a member who writes in it: what was known before is kept as a word first. */
export async function openRecord(tx: Tx, viewer: Viewer, personId: string): Promise<LockedPerson> {
  const person = await lockPersonById(tx, { workspaceId: viewer.workspaceId, id: personId });
  await requireBaseline(tx, person);
  return person;
}

/** Keeps a member's word. The record must be open; `closeRecord` says anew what is known. */
export async function speak(tx: Tx, { viewer, person, spoken }: Speech): Promise<void> {
  const { workspaceId, userId } = viewer;
  const word: Word = {
    ...{ kind: "human", sourceId: null, attemptId: null, apolloId: null, userId, observedAt: await readClock(tx) },
    ...{ profile: {}, fieldDates: {}, emails: [], phones: [], keptOut: [], ...spoken },
  };
  const id = idOfWord(workspaceId, word);
  await writeObservation(tx, { workspaceId, personId: person.id, id, word, isUndone: false });
}

/** Says anew what is known, and tells the pages. */
export async function closeRecord(tx: Tx, { workspaceId, id }: LockedPerson): Promise<void> {
  await refoldPerson(tx, await lockPersonById(tx, { workspaceId, id }));
  await notifyChanged(tx, { workspaceId, kind: "person", ids: [id] });
}
