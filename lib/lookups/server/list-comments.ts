import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { LookupCommentDto } from "@/lib/lookups/review";

type Row = { id: string; authorId: string | null; by: string | null; body: string; createdAt: Date };

/** What reviewers and admins wrote of a lookup, oldest first. Only for who may see the lookup, which the caller has asked. */
export async function listComments(viewer: Viewer, lookupId: string): Promise<LookupCommentDto[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.id, c.author_id AS "authorId", u.name AS by, c.body, c.created_at AS "createdAt"
      FROM lookup_comment c LEFT JOIN "user" u ON u.id = c.author_id
     WHERE c.workspace_id = ${viewer.workspaceId} AND c.lookup_id = ${lookupId}
     ORDER BY c.created_at, c.id`;
  return rows.map(({ id, authorId, by, body, createdAt }) => ({
    ...{ id, by, body },
    at: createdAt.toISOString(),
    isOwn: authorId === viewer.userId,
  }));
}
