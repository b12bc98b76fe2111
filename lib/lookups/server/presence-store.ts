import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AWAY_AFTER_MIN } from "@/lib/lookups/arrivals";

/** Goes on from a presence that has not broken off. Returns false where the member was away, or is here for the first time. */
export async function goOn({ workspaceId, userId }: Viewer): Promise<boolean> {
  const gone = await db.$executeRaw`
    UPDATE membership SET seen_at = now()
     WHERE workspace_id = ${workspaceId} AND user_id = ${userId}
       AND seen_at >= now() - make_interval(mins => ${AWAY_AFTER_MIN})`;
  return gone === 1;
}

/** The member has been told of all that came until then: never later than now, and never taken back. */
export async function setSeen({ workspaceId, userId }: Viewer, until: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE membership SET seen_at = greatest(seen_at, least(${until}::timestamptz, now()))
     WHERE workspace_id = ${workspaceId} AND user_id = ${userId}`;
}
