import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { LookupChange, LookupChanges } from "@/lib/lookups/changes";
import { writeChangeKey } from "@/lib/lookups/server/change-keys";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { listChanges, wordsOf, type Change, type ShowNumber } from "@/lib/people/changes";
import { FIELD_WORDS, fieldOf } from "@/lib/people/field-policy";
import { fold, isProtected, type Folded } from "@/lib/people/fold";
import { isUnsaid } from "@/lib/merge/dated-fields";
import { keysOf } from "@/lib/people/observation";
import type { Profile } from "@/lib/people/profile";
import { readObservations, type StoredWord } from "@/lib/people/server/observation-store";
import { numbersFor } from "@/lib/people/server/show-number";
import { listPeopleOf } from "@/lib/people/server/undo-words";

/** Any member who may see the lookup: what it changed in its person's record, and what taking it back would change now. */
export async function getLookupChanges(viewer: Viewer, lookupId: string): Promise<LookupChanges> {
  const { workspaceId } = viewer;
  const lookup = await db.lookup.findFirst({
    where: { ...visibleTo(viewer), id: lookupId },
    select: { attemptId: true },
  });
  if (!lookup) throw new AppError("not_found", `lookup ${lookupId}`);
  const [personId] = lookup.attemptId ? await listPeopleOf(db, workspaceId, [lookup.attemptId]) : [];
  if (personId === undefined) return NOTHING;
  const words = await readObservations(db, workspaceId, personId);
  const mine = words.filter(({ attemptId }) => attemptId === lookup.attemptId);
  const show = await numbersFor(db, viewer, [personId]);
  const undone = mine.find(({ undoneAt }) => undoneAt !== null);
  const earlier = words.slice(
    0,
    words.findIndex((word) => mine.includes(word)),
  );
  const by = undone ? await readUndoer(workspaceId, undone.id) : null;
  return {
    personId,
    isFirst: earlier.length === 0,
    changes: listOwn({ earlier, mine, show }),
    undoneAt: undone?.undoneAt?.toISOString() ?? null,
    undoneBy: by,
    effect: listEffect({ words, mine, show }).map((change) => ({ ...change, key: writeChangeKey(words, change.key) })),
    canUndo: true,
    mayChange: viewer.role !== "reviewer",
  };
}

const NOTHING: LookupChanges = {
  ...{ personId: null, isFirst: false, changes: [], undoneAt: null, undoneBy: null, effect: [] },
  ...{ canUndo: false, mayChange: false },
};

async function readUndoer(workspaceId: string, id: string): Promise<string | null> {
  const row = await db.personObservation.findFirst({ where: { id, workspaceId }, select: { undoneById: true } });
  if (!row?.undoneById) return null;
  return (await db.user.findUnique({ where: { id: row.undoneById }, select: { name: true } }))?.name ?? null;
}

type Story = { earlier: readonly StoredWord[]; mine: readonly StoredWord[]; show: ShowNumber };

/** As it was then: what was known before it, beside all that it said. */
function listOwn({ earlier, mine, show }: Story): LookupChange[] {
  const whole = mine.map((word) => ({ ...word, undoneAt: null, keptOut: [], leftOut: [] }));
  const before = fold(earlier);
  const changes = listChanges(before, fold([...earlier, ...whole]), show);
  const own = changes.map((change) => ({
    ...change,
    ...standingOf(mine, change.key),
    key: writeChangeKey(mine, change.key),
  }));
  return [...own, ...listRefused(before, mine)];
}

function standingOf(mine: readonly StoredWord[], key: string): Pick<LookupChange, "isTaken" | "keptBy"> {
  const said = mine.filter((word) => keysOf(word).includes(key));
  const isTaken = said.some(({ keptOut, leftOut }) => !keptOut.includes(key) && !leftOut.includes(key));
  const isByPolicy = !isTaken && said.some(({ keptOut, leftOut }) => keptOut.includes(key) && !leftOut.includes(key));
  return { isTaken, keptBy: isByPolicy ? "policy" : null };
}

/** What a member's own word kept as it was. */
function listRefused(before: Folded, mine: readonly StoredWord[]): LookupChange[] {
  const said: Partial<Profile> = Object.assign({}, ...mine.map(({ profile }) => profile)) as Partial<Profile>;
  const { values, dates } = before.profile;
  return Object.keys(said).flatMap((name) => {
    const field = name as keyof Profile;
    if (!isProtected(dates, field, !isUnsaid(values[field]))) return [];
    const change: Change = {
      ...{ key: field, label: FIELD_WORDS[fieldOf(field)] },
      ...{ before: wordsOf(field, values[field]), after: wordsOf(field, said[field]) },
    };
    return change.before === change.after ? [] : [{ ...change, isTaken: false, keptBy: "human" as const }];
  });
}

/** What would be different if it were taken back, or put back, at this moment. */
function listEffect({ words, mine, show }: Omit<Story, "earlier"> & { words: readonly StoredWord[] }): Change[] {
  const isUndone = mine.some(({ undoneAt }) => undoneAt !== null);
  const toggled = words.map((word) =>
    mine.includes(word) ? { ...word, undoneAt: isUndone ? null : word.observedAt } : word,
  );
  return listChanges(fold(words), fold(toggled), show);
}
