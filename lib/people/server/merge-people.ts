import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { MergePeopleInput } from "@/lib/people/duplicates";
import { lockPersonById, type LockedPerson } from "@/lib/people/server/lock-person";
import { chosenWord } from "@/lib/people/server/merge-choices";
import { moveRecord } from "@/lib/people/server/move-record";
import { idOfWord, requireBaseline, writeObservation } from "@/lib/people/server/observation-store";
import { holdAlone, type Absorbed } from "@/lib/people/server/person-merge-store";
import { closeRecord } from "@/lib/people/server/speak";

/**
 * Admin or rep: makes one record of two. What belonged to the absorbed one goes over to the survivor, who answers to its
 * provider's id too; each word that was kept of either counts. `undoMerge` parts them again.
 */
export async function mergePeople(viewer: Viewer, input: MergePeopleInput): Promise<{ mergeId: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const { survivorId, absorbedId, picks } = input;
  if (survivorId === absorbedId) throw new AppError("invalid_input", "one record cannot be merged with itself");
  const mergeId = newId("personMerge");
  await inTransaction(async (tx) => {
    await holdAlone(tx, workspaceId, [survivorId, absorbedId]);
    const survivor = await lockPersonById(tx, { workspaceId, id: survivorId });
    const absorbed = await lockPersonById(tx, { workspaceId, id: absorbedId });
    await requireBaseline(tx, survivor);
    await requireBaseline(tx, absorbed);
    const word = await chosenWord(tx, { survivor, absorbed, picks, at: await readClock(tx) });
    const snapshot = await readAbsorbed(tx, absorbed);
    const moved = await moveRecord(tx, { survivor, absorbed });
    await tx.person.deleteMany({ where: { id: absorbedId, workspaceId } });
    const chosen = { ...word, sourceId: mergeId, userId };
    await writeObservation(tx, {
      ...{ workspaceId, personId: survivorId, id: idOfWord(workspaceId, chosen), word: chosen, isUndone: false },
    });
    await tx.personMerge.create({
      data: {
        ...{ id: mergeId, workspaceId, survivorId, absorbedId, mergedById: userId, choices: picks },
        ...{ absorbed: toJson(snapshot), moved: toJson(moved) },
      },
    });
    await closeRecord(tx, survivor);
    await notifyChanged(tx, { workspaceId, kind: "person", ids: [absorbedId] });
    const detail = { mergeId, absorbedId, lookups: moved.lookups.length };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.merged", subject: survivorId, detail });
  });
  return { mergeId };
}

const toJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;

async function readAbsorbed(tx: Tx, { emails, phones, ...person }: LockedPerson): Promise<Absorbed> {
  const where = { personId: person.id, workspaceId: person.workspaceId };
  const identities = await tx.personIdentity.findMany({ where, select: { kind: true, value: true } });
  const tags = await tx.personTag.findMany({ where });
  const lists = await tx.listPerson.findMany({ where });
  return { person, emails, phones, identities, tags, lists };
}
