import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { UsageScope } from "@/lib/usage/server/usage-scope";
import type { AskedSum } from "@/lib/usage/sum-figures";
import type { InputKind } from "@/lib/usage/usage";

export type AskedRow = AskedSum & { isNow: boolean };
export type MemberAsked = { userId: string; lookups: number; saved: string };

/** The strongest of what was given. */
export const INPUT_KIND = Prisma.sql`
  CASE WHEN l.input ? 'apolloId' THEN 'apollo_id' WHEN l.input ? 'email' THEN 'email'
       WHEN l.input ? 'hashedEmail' THEN 'hashed_email' WHEN l.input ? 'linkedinUrl' THEN 'linkedin'
       WHEN l.input ? 'companyDomain' THEN 'name_domain' WHEN l.input ? 'companyName' THEN 'name_company'
       WHEN l.input = '{}' THEN 'erased' ELSE 'name' END`;

/** Asked to be paid for: a number that the store or an earlier lookup brings was not bought by this one. */
export const BUYS_NUMBER = Prisma.sql`
  (l.answered_from = 'provider'
   AND (l.options->>'revealPhoneNumber' = 'true' OR l.options->>'waterfallPhone' = 'true'))`;

/** A waterfall for both may have delivered an address alone. */
const HAS_COME = Prisma.sql`
  (l.phone_state = 'delivered'
   OR l.waterfall_state = 'delivered' AND l.options->>'waterfallPhone' = 'true'
      AND EXISTS (SELECT FROM person_phone p WHERE p.person_id = l.person_id AND p.workspace_id = l.workspace_id
                                               AND p.source <> 'human' AND p.created_at >= l.created_at))`;

type Row = Omit<AskedSum, "kind"> & { isNow: boolean; kind: InputKind | null; userId: string | null; saved: string };

/** The lookups of the range and of as many days before, by what was given; and by member, in the range alone. */
export async function readAsked(scope: UsageScope): Promise<{ rows: AskedRow[]; members: MemberAsked[] }> {
  const { who } = scope;
  const rows = await db.$queryRaw<Row[]>`
    SELECT is_now AS "isNow", kind, user_id AS "userId", sum(n)::int AS lookups, sum(saved)::text AS saved,
           coalesce(sum(n) FILTER (WHERE answered_from = 'store'), 0)::int AS stored,
           coalesce(sum(n) FILTER (WHERE answered_from = 'joined'), 0)::int AS joined,
           coalesce(sum(saved) FILTER (WHERE answered_from = 'store'), 0)::text AS "savedByStore",
           coalesce(sum(saved) FILTER (WHERE answered_from = 'joined'), 0)::text AS "savedByJoining",
           coalesce(sum(n) FILTER (WHERE is_found OR outcome = 'no_match'), 0)::int AS answered,
           coalesce(sum(n) FILTER (WHERE is_found AND outcome = 'matched'), 0)::int AS matched,
           coalesce(sum(n) FILTER (WHERE is_found AND buys_number AND has_ended), 0)::int AS ended,
           coalesce(sum(n) FILTER (WHERE is_found AND buys_number AND has_ended AND has_come), 0)::int AS came,
           coalesce(sum(charged) FILTER (WHERE buys_number), 0)::text AS credits
      FROM (${summedLookups(scope)}) summed, LATERAL
           (SELECT answered_from = 'provider' AND outcome IN ('matched', 'needs_a_look', 'turned_down') AS is_found,
                   ${who}::text IS NULL OR user_id = ${who} AS is_asked) said
     GROUP BY GROUPING SETS ((is_asked, is_now, kind), (is_now, user_id))
    HAVING is_asked OR (grouping(user_id) = 0 AND is_now)`;
  return {
    rows: rows.flatMap(({ kind, userId: _, saved: __, ...row }) => (kind === null ? [] : [{ ...row, kind }])),
    members: rows.flatMap(({ userId, lookups, saved }) => (userId === null ? [] : [{ userId, lookups, saved }])),
  };
}

/** The one walk through the lookups; what is said of the few rows that it leaves costs nothing more. */
function summedLookups({ workspaceId, only, range }: UsageScope): Prisma.Sql {
  return Prisma.sql`
    SELECT l.user_id, l.answered_from, l.outcome, ${INPUT_KIND} AS kind, l.created_at >= ${range.startsAt} AS is_now,
           ${BUYS_NUMBER} AS buys_number, ${HAS_COME} AS has_come,
           l.phone_state NOT IN ('waiting', 'late') AND l.waterfall_state NOT IN ('waiting', 'late') AS has_ended,
           count(*) AS n, sum(l.credits_saved) AS saved, sum(l.credits_charged) AS charged
      FROM lookup l
     WHERE l.workspace_id = ${workspaceId} AND l.created_at >= ${range.previousStartsAt} AND l.created_at < ${range.endsAt}
       AND (${only}::text IS NULL OR l.user_id = ${only})
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}
