import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import type { LookupIdentity } from "@/lib/lookups/lookup";
import type { RowState } from "@/lib/runs/run";

type Place = { id: string; workspaceId: string };

/** All that would be sent are to be sent now. Returns how many. */
export function queueReady(tx: Tx, { id, workspaceId }: Place): Promise<number> {
  return tx.$executeRaw`
    UPDATE run_row SET state = 'queued', reason = NULL
     WHERE run_id = ${id} AND workspace_id = ${workspaceId} AND state = 'ready'`;
}

/** What was not taken up never is. Returns how many. */
export function stopQueued(tx: Tx, { id, workspaceId }: Place): Promise<number> {
  return tx.$executeRaw`
    UPDATE run_row SET state = 'stopped', reason = 'Never sent.'
     WHERE run_id = ${id} AND workspace_id = ${workspaceId} AND state = 'queued'`;
}

/** Rows that were stopped, or of which nothing was charged, are to be sent by a lookup of their own. Returns how many. */
export function queueAgain(tx: Tx, { id, workspaceId }: Place, state: "failed" | "stopped"): Promise<number> {
  return tx.$executeRaw`
    UPDATE run_row r SET state = 'queued', reason = NULL, lookup_id = NULL
     WHERE r.run_id = ${id} AND r.workspace_id = ${workspaceId} AND r.state = ${state} AND r.identity IS NOT NULL
       AND NOT EXISTS (SELECT FROM lookup l WHERE l.id = r.lookup_id AND (l.credits_charged > 0 OR l.credits_held > 0))`;
}

export type QueuedRow = { number: number; identity: LookupIdentity };

/** Takes up to so many that are next, for as long as the transaction lasts. */
export function takeQueued(tx: Tx, { id, workspaceId }: Place, max: number): Promise<QueuedRow[]> {
  return tx.$queryRaw<QueuedRow[]>`
    SELECT number, identity FROM run_row
     WHERE run_id = ${id} AND workspace_id = ${workspaceId} AND state = 'queued' AND identity IS NOT NULL
     ORDER BY number LIMIT ${max} FOR UPDATE SKIP LOCKED`;
}

export type PlacedRow = { number: number; state: RowState; reason: string | null; lookupId: string | null };

/** What became of rows that were taken. Those that have a lookup stand as it does, and follow it from now on. */
export async function writePlaced(tx: Tx, { id, workspaceId }: Place, rows: readonly PlacedRow[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE run_row r SET reason = g.reason, lookup_id = g."lookupId", person_id = coalesce(l.person_id, r.person_id),
           state = coalesce(run_row_state(l.outcome, l.answered_from), g.state)
      FROM jsonb_to_recordset(${asRows(rows)}) AS g (number int, state text, reason text, "lookupId" text)
      LEFT JOIN lookup l ON l.id = g."lookupId"
     WHERE r.run_id = ${id} AND r.workspace_id = ${workspaceId} AND r.number = g.number
       AND r.number = ANY (${rows.map(({ number }) => number)})`;
}

/** Takes rows away from their lookups, which never bought anything. Returns how many. */
export function putBack(
  tx: Tx,
  { id, workspaceId }: Place,
  { lookupIds, to }: { lookupIds: readonly string[]; to: "queued" | "stopped" },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE run_row SET state = ${to}, lookup_id = NULL, reason = CASE ${to} WHEN 'stopped' THEN 'Never sent.' END
     WHERE run_id = ${id} AND workspace_id = ${workspaceId} AND lookup_id = ANY (${lookupIds})`;
}

/** Whether there is anything left to be sent, and anything on its way. */
export async function whatIsLeft(tx: Tx, { id }: Place): Promise<{ isQueued: boolean; isSending: boolean }> {
  const [left] = await tx.$queryRaw<{ isQueued: boolean; isSending: boolean }[]>`
    SELECT EXISTS (SELECT FROM run_row WHERE run_id = ${id} AND state = 'queued') AS "isQueued",
           EXISTS (SELECT FROM run_row WHERE run_id = ${id} AND state = 'sending') AS "isSending"`;
  return left ?? { isQueued: false, isSending: false };
}

/** All rows of a run at once. */
export const ALL_ROWS_TIMEOUT_MS = 60_000;
