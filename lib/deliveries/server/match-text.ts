import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { visibleLookups } from "@/lib/deliveries/server/visible-deliveries";

/** Up to so many calls are named one by one. */
const NAMED_MAX = 500;

/**
 * The condition on `delivery d` that what was asked, or what is known of who was found, contains the text. Rare text is
 * looked for once and its calls named; of frequent text the newest bodies are soon found by looking at each.
 */
export async function matchText(viewer: Viewer, text: string): Promise<Prisma.Sql> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const visible = visibleLookups(viewer, "s");
  const known = pattern.toLowerCase();
  const calls = await db.$queryRaw<{ id: string }[]>`
    SELECT attempt_id AS id FROM (
      SELECT s.attempt_id FROM lookup s WHERE ${visible} AND s.attempt_id IS NOT NULL AND s.label ILIKE ${pattern}
      UNION ALL
      SELECT s.attempt_id FROM person sp JOIN lookup s ON s.person_id = sp.id
       WHERE ${visible} AND s.attempt_id IS NOT NULL AND sp.workspace_id = ${viewer.workspaceId} AND sp.search LIKE ${known}
    ) AS named LIMIT ${NAMED_MAX + 1}`;
  if (calls.length <= NAMED_MAX) return Prisma.sql`d.attempt_id = ANY (${calls.map(({ id }) => id)})`;
  return Prisma.sql`EXISTS (
    SELECT FROM lookup s LEFT JOIN person sp ON sp.id = s.person_id
     WHERE s.attempt_id = d.attempt_id AND ${visible} AND (s.label ILIKE ${pattern} OR sp.search LIKE ${known}))`;
}
