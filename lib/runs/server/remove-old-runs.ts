import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

type Old = { workspaceId: string; days: number; max: number };

/** Drafts by when they came, others by when they ended. What is under way, paused or waits for an admin is not old. */
const isOld = ({ workspaceId, days }: Old) => Prisma.sql`
  u.workspace_id = ${workspaceId} AND u.state IN ('draft', 'stopped', 'done')
  AND coalesce(u.ended_at, u.created_at) < now() - make_interval(days => ${days})`;

/** How many rows, and runs that have none, are older than so many days, up to `max`. */
export async function countOldRunRows(tx: Tx, old: Old): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM (
      SELECT FROM run u LEFT JOIN run_row r ON r.run_id = u.id WHERE ${isOld(old)} LIMIT ${old.max}) AS due`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of their rows; a run goes when its last row has gone. Returns how many of both. */
export async function removeOldRunRows(tx: Tx, old: Old): Promise<number> {
  const rows = await tx.$executeRaw`
    DELETE FROM run_row WHERE (run_id, number) IN (
      SELECT r.run_id, r.number FROM run u JOIN run_row r ON r.run_id = u.id WHERE ${isOld(old)}
       ORDER BY u.id, r.number LIMIT ${old.max} FOR UPDATE OF r SKIP LOCKED)`;
  const runs = await tx.$executeRaw`
    DELETE FROM run WHERE id IN (
      SELECT u.id FROM run u WHERE ${isOld(old)} AND NOT EXISTS (SELECT FROM run_row r WHERE r.run_id = u.id)
       LIMIT ${old.max - rows} FOR UPDATE SKIP LOCKED)`;
  return rows + runs;
}
