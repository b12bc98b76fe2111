import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { EDITABLE_FIELDS, type EditableField } from "@/lib/people/editable";
import type { PersonRecord } from "@/lib/people/record";
import { describeShared, findDuplicatesOf } from "@/lib/people/server/find-duplicates";
import { NAME_UNKNOWN, type LockedPerson } from "@/lib/people/server/lock-person";
import { readObservations } from "@/lib/people/server/observation-store";
import { traceContacts, traceFields } from "@/lib/people/server/trace-values";
import { readMerges } from "@/lib/people/server/person-merge-store";

/** Any member: where each value of a person came from, and what can be done about it. A rep sees own lookups only. */
export async function getRecord(viewer: Viewer, id: string): Promise<PersonRecord> {
  const { workspaceId } = viewer;
  const person = await db.person.findFirst({ where: { id, workspaceId }, include: { emails: true, phones: true } });
  if (!person) throw new AppError("not_found", `person ${id}`);
  const words = await readObservations(db, workspaceId, id);
  const duplicates = await findDuplicatesOf(db, workspaceId, id);
  const undone = new Map(words.map(({ attemptId, undoneAt }) => [attemptId ?? "", undoneAt !== null]));
  const lookups = await db.lookup.findMany({
    where: { ...ownOf(viewer), attemptId: { in: [...undone.keys()] } },
    select: { id: true, attemptId: true },
  });
  return {
    values: valuesOf(person),
    fields: await traceFields(viewer, person, words),
    contacts: await traceContacts(viewer, person, words),
    mayEdit: viewer.role !== "reviewer",
    undoable: lookups.map((lookup) => ({ lookupId: lookup.id, isUndone: undone.get(lookup.attemptId ?? "") ?? false })),
    duplicates: duplicates.map(({ id: otherId, fullName, title, companyName, ...shared }) => ({
      ...{ id: otherId, name: fullName, title, company: companyName, shared: describeShared(shared) },
    })),
    merges: await readMerges(db, workspaceId, id),
  };
}

const ownOf = ({ role, userId, workspaceId }: Viewer) => ({ workspaceId, ...(role === "rep" && { userId }) });

function valuesOf(person: LockedPerson): Record<EditableField, string | null> {
  const values = EDITABLE_FIELDS.map(
    (field) => [field, person[field] === NAME_UNKNOWN ? null : person[field]] as const,
  );
  return Object.fromEntries(values) as Record<EditableField, string | null>;
}
