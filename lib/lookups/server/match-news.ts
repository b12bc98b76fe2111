import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import type { News } from "@/lib/lookups/history-view";
import { LATE_AFTER } from "@/lib/lookups/server/sweep-waits";

/** The lookups `l` to which something came from `since` on. What is told of an absence and the list it opens are the same. */
export function matchNews({ workspaceId }: Viewer, { news, since }: { news: News; since: Date }): Prisma.Sql {
  const conditions: Record<News, Prisma.Sql> = {
    // The callback of an earlier call may have brought the phones of this one too.
    arrived: Prisma.sql`l.phone_state = 'delivered' AND l.attempt_id IN (
      SELECT a.id FROM delivery d JOIN attempt a ON a.id = d.attempt_id OR a.linked_attempt_id = d.attempt_id
       WHERE d.workspace_id = ${workspaceId} AND d.applied_at > ${since} AND d.state = 'applied' AND d.kind = 'phone')`,
    late: Prisma.sql`l.phone_state = 'late' AND l.outcome <> 'erased' AND EXISTS (
      SELECT FROM attempt a WHERE a.id = l.attempt_id
         AND coalesce(a.answered_at, a.sent_at, a.created_at) > ${since}::timestamptz - ${LATE_AFTER}::interval)`,
    look: Prisma.sql`l.outcome = 'needs_a_look' AND l.settled_at > ${since}`,
    decided: Prisma.sql`l.id IN (
      SELECT p.lookup_id FROM approval p WHERE p.workspace_id = ${workspaceId} AND p.decided_at > ${since}
         AND p.state IN ('approved', 'declined', 'expired'))`,
  };
  return conditions[news];
}
