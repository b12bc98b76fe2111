import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { TakeFieldInput } from "@/lib/lookups/changes";
import { readChangeKey } from "@/lib/lookups/server/change-keys";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { fieldOf } from "@/lib/people/field-policy";
import { readObservations } from "@/lib/people/server/observation-store";
import { takeField } from "@/lib/people/server/take-field";
import { listPeopleOf } from "@/lib/people/server/undo-words";

/** Admin, or the rep whose lookup it is: takes one field of what a lookup brought, or leaves it out of the record. */
export async function takeLookupField(viewer: Viewer, { lookupId, key, isTaken }: TakeFieldInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const lookup = await tx.lookup.findFirst({
      where: { ...visibleTo(viewer), id: lookupId },
      select: { attemptId: true },
    });
    if (!lookup) throw new AppError("not_found", `lookup ${lookupId}`);
    const attemptId = lookup.attemptId ?? "";
    const [personId] = await listPeopleOf(tx, workspaceId, [attemptId]);
    const words = personId ? await readObservations(tx, workspaceId, personId) : [];
    const said = readChangeKey(words, key);
    const isDone = personId && said && (await takeField(tx, { workspaceId, personId, attemptId, key: said, isTaken }));
    if (!isDone) throw new AppError("conflict", `lookup ${lookupId} does not say ${fieldOf(key)}`);
    const shared = await tx.lookup.findMany({ where: { workspaceId, attemptId }, select: { id: true, userId: true } });
    await notifyLookups(tx, workspaceId, shared);
    await recordAudit(tx, {
      ...{ workspaceId, actorId: userId, action: isTaken ? "lookup.field_taken" : "lookup.field_left_out" },
      ...{ subject: lookupId, detail: { personId, field: fieldOf(said) } },
    });
  });
}
