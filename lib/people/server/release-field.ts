import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { EMPTIED_BY_HAND } from "@/lib/merge/dated-fields";
import type { ReleaseFieldInput } from "@/lib/people/record";
import { profileFieldOf } from "@/lib/people/server/edit-field";
import { readObservations, type StoredWord } from "@/lib/people/server/observation-store";
import { closeRecord, openRecord } from "@/lib/people/server/speak";

/**
 * Admin or rep: lets answers change a field again that was written by hand. What members wrote counts as of when they wrote
 * it: a newer answer takes its place, now or later.
 */
export async function releaseField(viewer: Viewer, { personId, field }: ReleaseFieldInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const name = profileFieldOf(field);
  await inTransaction(async (tx) => {
    const person = await openRecord(tx, viewer, personId);
    const words = await readObservations(tx, workspaceId, personId);
    for (const { id, fieldDates, observedAt } of words.filter((word) => protects(word, name))) {
      const dates = { ...fieldDates, [name]: observedAt.toISOString() };
      await tx.personObservation.updateMany({ where: { id, workspaceId }, data: { fieldDates: dates } });
    }
    await closeRecord(tx, person);
    const detail = { field };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.field_released", subject: personId, detail });
  });
}

const BY_HAND = ["human", "baseline", "merge"];

function protects({ kind, profile, fieldDates }: StoredWord, field: string): boolean {
  const at = fieldDates[field];
  return BY_HAND.includes(kind) && field in profile && (at === undefined || at === EMPTIED_BY_HAND);
}
