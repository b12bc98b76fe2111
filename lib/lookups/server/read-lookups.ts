import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { LookupSummaryDto } from "@/lib/lookups/schema";
import { matchLookups, visibleLookups } from "@/lib/lookups/server/match-lookups";
import { toSummaryDto } from "@/lib/lookups/server/read-lookup";

type Position = { at: Date; id: string };
type Part = { after: Position | null; limit: number };

/** A part of a view, newest first. The keyset is compared as one row, which is what its index is walked by. */
export function readLookups(viewer: Viewer, view: HistoryView, { after, limit }: Part): Promise<LookupSummaryDto[]> {
  const keyset = after ? Prisma.sql`AND (l.created_at, l.id) < (${after.at}, ${after.id})` : Prisma.empty;
  return select(
    Prisma.sql`${matchLookups(viewer, view)} ${keyset} ORDER BY l.created_at DESC, l.id DESC LIMIT ${limit}`,
  );
}

/** One lookup as a list shows it; null where the viewer may not see it. */
export async function findLookup(viewer: Viewer, id: string): Promise<LookupSummaryDto | null> {
  const [lookup] = await select(Prisma.sql`${visibleLookups(viewer)} AND l.id = ${id}`);
  return lookup ?? null;
}

/** By the row that it answers; by its call where the row has been retried since. */
const RUN = Prisma.sql`
  SELECT u.id, u.name FROM run u
   WHERE l.source = 'run' AND u.workspace_id = l.workspace_id
     AND u.id = coalesce((SELECT r.run_id FROM run_row r WHERE r.lookup_id = l.id LIMIT 1),
                         (SELECT b.run_id FROM attempt a JOIN bulk_call b ON b.id = a.bulk_call_id
                           WHERE a.id = l.attempt_id AND l.answered_from = 'provider'))`;

/** What belongs to a lookup is looked up for the rows that are shown, and no other. */
async function select(which: Prisma.Sql): Promise<LookupSummaryDto[]> {
  const rows = await db.$queryRaw<Parameters<typeof toSummaryDto>[0][]>`
    SELECT l.id, l.label, l.source, l.outcome, l.phone_state AS "phoneState", l.waterfall_state AS "waterfallState",
           l.error_code AS "errorCode", l.credits_held AS "creditsHeld", l.credits_charged AS "creditsCharged",
           l.credits_saved AS "creditsSaved", l.answered_from AS "answeredFrom", l.created_at AS "createdAt",
           l.settled_at AS "settledAt", u.id AS "userId", u.name AS "userName", p.id AS "personId",
           p.full_name AS "personName", p.title AS "personTitle", p.company_name AS "personCompany", k.name AS "keyName",
           r.reviewed_at AS "reviewedAt", reviewer.name AS "reviewedBy",
           run.id AS "runId", run.name AS "runName",
           (SELECT count(*)::int FROM lookup_comment c WHERE c.lookup_id = l.id) AS "commentCount"
      FROM (SELECT l.id FROM lookup l WHERE ${which}) page
      JOIN lookup l ON l.id = page.id
      JOIN "user" u ON u.id = l.user_id
      LEFT JOIN person p ON p.id = l.person_id
      LEFT JOIN api_key k ON k.id = l.api_key_id
      LEFT JOIN lookup_review r ON r.lookup_id = l.id
      LEFT JOIN "user" reviewer ON reviewer.id = r.reviewer_id
      LEFT JOIN LATERAL (${RUN}) AS run ON true
     ORDER BY l.created_at DESC, l.id DESC`;
  return rows.map(toSummaryDto);
}
