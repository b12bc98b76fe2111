import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { ERASED_LABEL } from "@/lib/lookups/server/attempt-erasure-store";

export type Reviewed = { id: string; userId: string; isReviewed: boolean; isErased: boolean };

/** The lookup, held until the commit: whoever erases its person, or marks it, comes before or after. */
export async function holdReviewed(tx: Tx, { workspaceId }: Viewer, lookupId: string): Promise<Reviewed> {
  const [lookup] = await tx.$queryRaw<Reviewed[]>`
    SELECT id, user_id AS "userId", is_reviewed AS "isReviewed", label = ${ERASED_LABEL} AS "isErased"
      FROM lookup WHERE id = ${lookupId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  if (!lookup) throw new AppError("not_found", `lookup ${lookupId}`);
  return lookup;
}

/** The mark, and its copy on the lookup by which lists are narrowed. The lookup must be held. */
export async function setReviewed(tx: Tx, { workspaceId, userId }: Viewer, mark: { id: string; to: boolean }) {
  const { id, to } = mark;
  if (to) await tx.lookupReview.create({ data: { lookupId: id, workspaceId, reviewerId: userId } });
  else await tx.lookupReview.deleteMany({ where: { lookupId: id, workspaceId } });
  await tx.lookup.updateMany({ where: { id, workspaceId }, data: { isReviewed: to } });
}

/** What was written of lookups whose person was erased may name them. */
export async function forgetComments(tx: Tx, workspaceId: string, lookupIds: readonly string[]): Promise<void> {
  await tx.lookupComment.deleteMany({ where: { workspaceId, lookupId: { in: [...lookupIds] } } });
}
