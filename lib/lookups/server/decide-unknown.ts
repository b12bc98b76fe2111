import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { DecideUnknownInput } from "@/lib/lookups/schema";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";

/**
 * Admin, or the rep whose lookup it is: says what Apollo's own usage page shows of a call whose answer never came. The
 * lookup ends, its hold is charged or given back, and the person may be asked for again. A callback that still comes is
 * applied all the same. Throws `conflict` when it was settled meanwhile.
 */
export async function decideUnknown(viewer: Viewer, { lookupId, decision }: DecideUnknownInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const lookup = await db.lookup.findFirst({
    where: { ...visibleTo(viewer), id: lookupId },
    select: { attemptId: true },
  });
  if (!lookup?.attemptId) throw new AppError("not_found", `lookup ${lookupId} has no attempt to decide on`);
  const ref = { workspaceId, attemptId: lookup.attemptId };
  await inTransaction(async (tx) => {
    const isOurs = await settleUnknown(tx, ref, { decision, resolution: "person", decidedById: userId });
    if (!isOurs) throw new AppError("conflict", `attempt ${ref.attemptId} is not unknown any more`);
    const detail = { attemptId: ref.attemptId };
    await recordAudit(tx, { workspaceId, actorId: userId, action: `unknown.${decision}`, subject: lookupId, detail });
  });
}
