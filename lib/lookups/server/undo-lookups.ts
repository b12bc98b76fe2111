import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { UndoLookupInput } from "@/lib/lookups/changes";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { listPeopleOf, setUndone } from "@/lib/people/server/undo-words";

const TIMEOUT_MS = 60_000;

/**
 * Admin, or the rep whose lookups they are: takes back what these lookups brought into people's records, or puts it back. What
 * members wrote since stays. No credits come back. Returns how many records changed.
 */
export async function undoLookups(viewer: Viewer, input: UndoLookupInput): Promise<{ people: number }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const ids = [...new Set(input.lookupIds)];
  const lookups = await db.lookup.findMany({
    where: { ...visibleTo(viewer), id: { in: ids } },
    select: { id: true, attemptId: true },
  });
  if (lookups.length < ids.length) throw new AppError("not_found", "a lookup is not there, or not the viewer's");
  const attemptIds = [...new Set(lookups.flatMap(({ attemptId }) => attemptId ?? []))];
  return inTransaction(
    async (tx) => {
      if ((await listPeopleOf(tx, workspaceId, attemptIds)).length === 0)
        throw new AppError("conflict", "nothing of these lookups was kept", { say: NOTHING });
      const people = await setUndone(tx, { workspaceId, userId, attemptIds, isUndone: input.isUndone });
      if (people.length === 0) return { people: 0 };
      const shared = await tx.lookup.findMany({
        where: { workspaceId, attemptId: { in: attemptIds } },
        select: { id: true, userId: true },
      });
      await notifyLookups(tx, workspaceId, shared);
      const [only, ...others] = ids;
      await recordAudit(tx, {
        ...{ workspaceId, actorId: userId, action: input.isUndone ? "lookup.undone" : "lookup.redone" },
        ...(only !== undefined && others.length === 0 && { subject: only }),
        detail: { lookups: ids.length, people: people.length },
      });
      return { people: people.length };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

const NOTHING = "This lookup brought nothing of its own into the record, so there is nothing to undo.";
