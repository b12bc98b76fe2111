import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { AWAY_AFTER_MIN, type Arrivals } from "@/lib/lookups/arrivals";
import { NEWS, type News } from "@/lib/lookups/history-view";
import { matchLookups } from "@/lib/lookups/server/match-lookups";

/** Who was away for a year is told that much came, and not how much. */
const COUNT_MAX = 1000;

type Absence = { since: Date; until: Date };

/** Any member: what came for them while they were away. Null where nothing did, and where they were not. */
export async function getArrivals(viewer: Viewer): Promise<Arrivals> {
  const absence = await findAbsence(viewer);
  return absence && countArrivals(viewer, absence);
}

/** Null while the member is about. */
async function findAbsence({ workspaceId, userId }: Viewer): Promise<Absence | null> {
  const [absence] = await db.$queryRaw<Absence[]>`
    SELECT seen_at AS since, now() AS until FROM membership
     WHERE workspace_id = ${workspaceId} AND user_id = ${userId}
       AND seen_at < now() - make_interval(mins => ${AWAY_AFTER_MIN})`;
  return absence ?? null;
}

async function countArrivals(viewer: Viewer, { since, until }: Absence): Promise<Arrivals> {
  const { workspaceId, role } = viewer;
  const own = await Promise.all(NEWS.map((news) => countNews(viewer, { news, since })));
  const approvals =
    role === "admin"
      ? await countRows(Prisma.sql`approval WHERE workspace_id = ${workspaceId} AND state = 'requested'
                                                AND requested_at > ${since}`)
      : 0;
  const quarantined =
    role === "rep"
      ? 0
      : await countRows(Prisma.sql`delivery WHERE workspace_id = ${workspaceId} AND state = 'quarantined'
                                              AND received_at > ${since}`);
  const counted = [...own.map(([, count]) => count), approvals, quarantined];
  if (counted.every((count) => count === 0)) return null;
  const told = { own: Object.fromEntries(own) as Record<News, number>, approvals, quarantined };
  return { since: since.toISOString(), until: until.toISOString(), ...told };
}

async function countNews(viewer: Viewer, { news, since }: { news: News; since: Date }): Promise<[News, number]> {
  const view = { who: "me", news, since: since.toISOString() };
  return [news, await countRows(Prisma.sql`lookup l WHERE ${matchLookups(viewer, view)}`)];
}

async function countRows(rows: Prisma.Sql): Promise<number> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM ${rows} LIMIT ${COUNT_MAX}) AS bounded`;
  return counted?.count ?? 0;
}
