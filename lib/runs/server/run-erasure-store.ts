import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

type Rows = { workspaceId: string; rows: readonly { runId: string; number: number }[] };

/** Takes the person out of rows of files: only that there was a row, and what became of it, stays. Returns how many. */
export async function forgetRows(tx: Tx, { workspaceId, rows }: Rows): Promise<number> {
  const runIds = rows.map(({ runId }) => runId);
  const numbers = rows.map(({ number }) => number);
  return tx.$executeRaw`
    UPDATE run_row r SET cells = '[]', flaw = NULL, identity = NULL, identity_key = NULL, person_id = NULL,
           reason = 'The person was erased.',
           state = CASE WHEN state IN ('duplicate', 'ours', 'suppressed', 'ready', 'queued') THEN 'invalid' ELSE state END
      FROM unnest(${runIds}::text[], ${numbers}::int[]) AS e (run_id, number)
     WHERE r.run_id = e.run_id AND r.number = e.number AND r.workspace_id = ${workspaceId}`;
}

/** Shorter ones are part of ordinary words. */
const TELLING_LENGTH = 6;

/**
 * Drops the bytes of every file that has been read: in whatever encoding, whom they name cannot be told. And a column's or a file's
 * name that is one of these texts.
 */
export async function forgetFiles(tx: Tx, workspaceId: string, said: readonly string[]): Promise<void> {
  // Whoever reads a file again holds its run.
  await tx.$executeRaw`
    DELETE FROM run_chunk WHERE run_id IN (
      SELECT id FROM run WHERE workspace_id = ${workspaceId} AND state <> 'uploading' ORDER BY id FOR UPDATE)`;
  const texts = said.filter(({ length }) => length >= TELLING_LENGTH);
  if (texts.length === 0) return;
  const named = Prisma.sql`LIKE ANY (${texts.map((text) => `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`)})`;
  await tx.$executeRaw`
    UPDATE run SET name = CASE WHEN lower(name) ${named} THEN 'Erased.csv' ELSE name END, header = (
             SELECT coalesce(jsonb_agg(CASE WHEN lower(h.cell) ${named} THEN 'Column ' || h.nth ELSE h.cell END ORDER BY h.nth), '[]')
               FROM jsonb_array_elements_text(header) WITH ORDINALITY AS h (cell, nth))
     WHERE workspace_id = ${workspaceId} AND (lower(name) ${named} OR lower(header::text) ${named})`;
}
