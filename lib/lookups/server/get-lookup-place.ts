import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { LookupPlace } from "@/lib/lookups/review";
import { countUpTo } from "@/lib/lookups/server/count-lookups";
import { matchLookups, visibleLookups } from "@/lib/lookups/server/match-lookups";

type Here = { id: string; at: Date };
type Place = { viewer: Viewer; view: HistoryView; here: Here };

/**
 * Any member: what stands before and after a lookup in a view of History, and how far down it is. For who reviews: the
 * next one of the view that nobody has read, further down or else from its top, and how many are left.
 */
export async function getLookupPlace(viewer: Viewer, id: string, view: HistoryView): Promise<LookupPlace> {
  const place = { viewer, view, here: await findHere(viewer, id) };
  const [newerId, olderId, position, review] = await Promise.all([
    findBeside(place, "newer"),
    findBeside(place, "older"),
    countPosition(place),
    viewer.role === "rep" ? null : findLeft(place),
  ]);
  return { newerId, olderId, position, review };
}

async function findHere(viewer: Viewer, id: string): Promise<Here> {
  const [here] = await db.$queryRaw<Here[]>`
    SELECT l.id, l.created_at AS at FROM lookup l WHERE ${visibleLookups(viewer)} AND l.id = ${id}`;
  if (!here) throw new AppError("not_found", `lookup ${id}`);
  return here;
}

const keyOf = ({ at, id }: Here): Prisma.Sql => Prisma.sql`(${at}::timestamptz, ${id})`;

async function findBeside({ viewer, view, here }: Place, side: "newer" | "older"): Promise<string | null> {
  const walk = {
    newer: Prisma.sql`(l.created_at, l.id) > ${keyOf(here)} ORDER BY l.created_at, l.id`,
    older: Prisma.sql`(l.created_at, l.id) < ${keyOf(here)} ORDER BY l.created_at DESC, l.id DESC`,
  };
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM lookup l WHERE ${matchLookups(viewer, view)} AND ${walk[side]} LIMIT 1`;
  return found?.id ?? null;
}

/** From 1, as far as lists are counted; null too for one that is not in the view, such as one just marked. */
async function countPosition({ viewer, view, here }: Place): Promise<number | null> {
  const where = matchLookups(viewer, view);
  const [own, newer] = await Promise.all([
    countUpTo(Prisma.sql`${where} AND l.id = ${here.id}`),
    countUpTo(Prisma.sql`${where} AND (l.created_at, l.id) > ${keyOf(here)}`),
  ]);
  return own === 1 && newer !== null ? newer + 1 : null;
}

async function findLeft({ viewer, view, here }: Place): Promise<LookupPlace["review"]> {
  const unread = { ...view, reviewed: "no" as const };
  const where = matchLookups(viewer, unread);
  const [below, top, left] = await Promise.all([
    findBeside({ viewer, view: unread, here }, "older"),
    db.$queryRaw<{ id: string }[]>`
      SELECT l.id FROM lookup l WHERE ${where} AND l.id <> ${here.id} ORDER BY l.created_at DESC, l.id DESC LIMIT 1`,
    countUpTo(where),
  ]);
  return { nextId: below ?? top[0]?.id ?? null, left };
}
