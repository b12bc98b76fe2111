import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { MergePair, MergePreview } from "@/lib/people/duplicates";
import { readSides } from "@/lib/people/server/list-duplicates";
import { foldSides, listDifferences } from "@/lib/people/server/merge-choices";
import { numbersFor } from "@/lib/people/server/show-number";

/** Any member: what a merge of these two records would come to. Nothing is written. */
export async function previewMerge(viewer: Viewer, { survivorId, absorbedId }: MergePair): Promise<MergePreview> {
  const { workspaceId } = viewer;
  const include = { emails: true, phones: true };
  const [survivor, absorbed] = [
    await db.person.findFirst({ where: { id: survivorId, workspaceId }, include }),
    await db.person.findFirst({ where: { id: absorbedId, workspaceId }, include }),
  ];
  const sides = await readSides(workspaceId, [survivorId, absorbedId]);
  const [one, other] = [sides.get(survivorId), sides.get(absorbedId)];
  if (!survivor || !absorbed || !one || !other || survivorId === absorbedId)
    throw new AppError("not_found", "a record is not there");
  const folded = await foldSides(db, { survivor, absorbed });
  const differences = listDifferences(folded);
  const show = await numbersFor(db, viewer, [survivorId, absorbedId]);
  return {
    survivor: one,
    absorbed: other,
    fields: differences.map(({ pick: _, ...field }) => field),
    picks: Object.fromEntries(differences.map(({ field, pick }) => [field, pick])),
    emails: folded.both.emails.map(({ address }) => address),
    phones: folded.both.phones.map(({ number, dncStatus }) => show(number, dncStatus)),
    moves: await countMoves(workspaceId, absorbedId),
  };
}

async function countMoves(workspaceId: string, personId: string): Promise<MergePreview["moves"]> {
  const where = { workspaceId, personId };
  return {
    lookups: await db.lookup.count({ where }),
    notes: await db.note.count({ where }),
    tasks: await db.task.count({ where }),
    tags: await db.personTag.count({ where }),
    lists: await db.listPerson.count({ where }),
  };
}
