import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { LookupCount } from "@/lib/lookups/schema";
import { matchLookups } from "@/lib/lookups/server/match-lookups";

/** Beyond it a count costs more than the page it stands over. */
const COUNT_MAX = 1000;

/** Any member: how many lookups a view holds. */
export async function countLookups(viewer: Viewer, view: HistoryView): Promise<LookupCount> {
  return { total: await countUpTo(matchLookups(viewer, view)) };
}

/** Null: more than are counted. */
export async function countUpTo(where: Prisma.Sql): Promise<number | null> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM lookup l WHERE ${where} LIMIT ${COUNT_MAX + 1}) AS bounded`;
  return counted && counted.count <= COUNT_MAX ? counted.count : null;
}
