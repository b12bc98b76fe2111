import "server-only";
import { db } from "@/lib/db/client";
import { BUYS_NUMBER, INPUT_KIND } from "@/lib/usage/server/read-asked";
import type { UsageScope } from "@/lib/usage/server/usage-scope";
import type { NumbersSum } from "@/lib/usage/sum-figures";

export type NumbersRow = NumbersSum & { isNow: boolean };

/**
 * The valid numbers that lookups brought, by what was given. A number belongs to the lookup after which it was first there,
 * and to none that came later: whoever buys the same person again has bought only what is new.
 */
export function readNumbers({ workspaceId, who, range }: UsageScope): Promise<NumbersRow[]> {
  return db.$queryRaw<NumbersRow[]>`
    SELECT b.is_now AS "isNow", b.kind, count(*)::int AS usable
      FROM (SELECT l.user_id, l.person_id, l.created_at, ${INPUT_KIND} AS kind,
                   l.created_at >= ${range.startsAt} AS is_now,
                   lead(l.created_at, 1, 'infinity') OVER (PARTITION BY l.person_id ORDER BY l.created_at) AS next_at
              FROM lookup l
             WHERE l.workspace_id = ${workspaceId} AND l.created_at >= ${range.previousStartsAt}
               AND l.person_id IS NOT NULL AND ${BUYS_NUMBER}) b
      JOIN person_phone p ON p.person_id = b.person_id AND p.workspace_id = ${workspaceId}
                         AND p.created_at >= b.created_at AND p.created_at < b.next_at
     WHERE b.created_at < ${range.endsAt} AND (${who}::text IS NULL OR b.user_id = ${who})
       AND p.source <> 'human' AND p.status = 'valid_number'
     GROUP BY b.is_now, b.kind`;
}
