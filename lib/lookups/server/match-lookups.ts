import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import type { HistoryView } from "@/lib/lookups/history-view";
import { matchNews } from "@/lib/lookups/server/match-news";

const DAY_MS = 86_400_000;

/** Which lookups `l` a viewer may read: a rep's own, everybody's for an admin or a reviewer. */
export function visibleLookups({ workspaceId, userId, role }: Viewer): Prisma.Sql {
  const own = role === "rep" ? Prisma.sql`AND l.user_id = ${userId}` : Prisma.empty;
  return Prisma.sql`l.workspace_id = ${workspaceId} ${own}`;
}

/**
 * Which of those fit a view of History. Each filter by itself, with the date order, is served by an index of its own. Of one
 * member's lookups all are read off the index that holds them with their states: an index of the whole workspace's, which
 * the planner prefers by its estimate, may have to be walked through everybody else's first. `|| ''` keeps it from that.
 */
export function matchLookups(viewer: Viewer, view: HistoryView): Prisma.Sql {
  const { who, source, outcome, phones, credits, key, from, to, reviewed, news, since, q = "" } = view;
  const isOfOne = viewer.role === "rep" || who !== undefined;
  const is = (column: Prisma.Sql, value: string | undefined) =>
    value !== undefined && (isOfOne ? Prisma.sql`${column} || '' = ${value}` : Prisma.sql`${column} = ${value}`);
  const parts = [
    visibleLookups(viewer),
    who !== undefined && Prisma.sql`l.user_id = ${who === "me" ? viewer.userId : who}`,
    is(Prisma.sql`l.source`, source),
    is(Prisma.sql`l.outcome`, outcome),
    is(Prisma.sql`l.phone_state`, phones),
    is(Prisma.sql`l.api_key_id`, key),
    credits !== undefined && matchCredits(credits, isOfOne),
    reviewed !== undefined && matchReviewed(reviewed === "yes", isOfOne),
    from !== undefined && Prisma.sql`l.created_at >= ${new Date(from)}`,
    to !== undefined && Prisma.sql`l.created_at < ${new Date(Date.parse(to) + DAY_MS)}`,
    news !== undefined && since !== undefined && matchNews(viewer, { news, since: new Date(since) }),
    ...wordsOf(q).map((word) => Prisma.sql`lower(l.label) LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
  ];
  return Prisma.join(
    parts.filter((part) => part !== false),
    " AND ",
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

function matchCredits(credits: string, isOfOne: boolean): Prisma.Sql {
  const charged = isOfOne ? Prisma.sql`l.credits_charged + 0` : Prisma.sql`l.credits_charged`;
  if (credits === "none") return Prisma.sql`${charged} = 0`;
  const more = credits === "some" ? 0 : Number(credits.replace("over-", ""));
  return Prisma.sql`${charged} > ${more}`;
}

function matchReviewed(isReviewed: boolean, isOfOne: boolean): Prisma.Sql {
  return isOfOne ? Prisma.sql`l.is_reviewed::int = ${isReviewed ? 1 : 0}` : Prisma.sql`l.is_reviewed = ${isReviewed}`;
}
