import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { daysOnEarth } from "@/lib/notes/due-day";
import type { OverdueCounts } from "@/lib/notes/schema";

type Row = { now: Date; first: number; second: number; third: number };

/**
 * Any member: how many of their tasks are overdue, for each day that it may be where they are. Which of them it is only their
 * browser knows. Served by the index `task_open` alone.
 */
export async function countOverdue({ workspaceId, userId }: Viewer): Promise<OverdueCounts> {
  const [row] = await db.$queryRaw<Row[]>`
    WITH today AS (SELECT now() AS now, (now() AT TIME ZONE 'UTC')::date AS day)
    SELECT min(today.now) AS now,
           count(t.id) FILTER (WHERE t.due_on < today.day - 1)::int AS first,
           count(t.id) FILTER (WHERE t.due_on < today.day)::int AS second,
           count(t.id) FILTER (WHERE t.due_on < today.day + 1)::int AS third
      FROM today LEFT JOIN task t ON t.workspace_id = ${workspaceId} AND t.assignee_id = ${userId}
           AND t.done_at IS NULL AND t.deleted_at IS NULL AND t.due_on < today.day + 1`;
  if (!row) return { overdue: {} };
  const [yesterday, today, tomorrow] = daysOnEarth(row.now);
  return { overdue: { [yesterday]: row.first, [today]: row.second, [tomorrow]: row.third } };
}
