import "server-only";
import { createHash } from "node:crypto";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { Mapping } from "@/lib/runs/mapping";
import { readRow } from "@/lib/runs/read-row";
import { NAME_LENGTH_MAX, type FileRow, type RowState, type RunFormat, type RunState } from "@/lib/runs/run";

type Place = { workspaceId: string; runId: string };

/** A run whose file is still coming: nobody sees it before all of it is there. */
export async function createUpload(owner: { workspaceId: string; userId: string }, name: string): Promise<string> {
  const id = newId("run");
  await db.run.create({ data: { id, ...owner, name: plainName(name), state: "uploading" } });
  return id;
}

/** A path, or letters that turn the line around, is no part of a file's name. */
function plainName(name: string): string {
  const last = name
    .replace(/^.*[/\\]/s, "")
    .replace(/\p{C}/gu, "")
    .trim();
  return last.slice(0, NAME_LENGTH_MAX) || "Untitled.csv";
}

/** An upload that broke off. */
export async function removeUpload({ workspaceId, runId }: Place): Promise<void> {
  await db.run.deleteMany({ where: { id: runId, workspaceId, state: "uploading" } });
}

/** Uploads whose process died with them. */
export async function removeDeadUploads(workspaceId: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM run WHERE workspace_id = ${workspaceId} AND state = 'uploading' AND created_at < now() - interval '1 hour'`;
}

export async function storeChunk(runId: string, position: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await db.runChunk.create({ data: { runId, position, bytes } });
}

/** The file's bytes as they came, some at a time. */
export async function* readChunks(runId: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let position = 0; ; position += 1) {
    const chunk = await db.runChunk.findUnique({ where: { runId_position: { runId, position } } });
    if (!chunk) return;
    yield chunk.bytes;
  }
}

type Meaning = { identity: object | null; identity_key: string | null; state: RowState; reason: string | null };

/** What a row is taken for by the columns that were chosen. */
export function meaningOf(cells: readonly string[], mapping: Mapping): Meaning {
  const row = readRow(cells, mapping);
  if (!row.identity) return { identity: null, identity_key: null, state: "invalid", reason: row.reason };
  const key = createHash("sha256").update(row.key).digest("base64url");
  return { identity: row.identity, identity_key: key, state: "ready", reason: null };
}

/** Adds rows by one statement. */
export async function addRows(tx: Tx, { workspaceId, runId }: Place, rows: readonly (FileRow & Meaning)[]) {
  await tx.$executeRaw`
    INSERT INTO run_row (run_id, workspace_id, number, line, cells, flaw, identity, identity_key, state, reason)
    SELECT ${runId}, ${workspaceId}, number, line, cells, flaw, identity, identity_key, state, reason
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (number int, line int, cells jsonb, flaw text, identity jsonb, identity_key text, state text, reason text)`;
}

/**
 * Rows of a run that was filled just now are few to the planner, which knows nothing of them yet: it would compare each of them with
 * each change. For the rest of the transaction.
 */
async function joinByHash(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
}

/** Gives rows, in their order, another meaning by one statement. */
export async function changeMeaning(
  tx: Tx,
  { workspaceId, runId }: Place,
  rows: readonly (Meaning & { number: number })[],
): Promise<void> {
  await joinByHash(tx);
  await tx.$executeRaw`
    UPDATE run_row r SET identity = n.identity, identity_key = n.identity_key, state = n.state, reason = n.reason,
                         person_id = NULL
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS n (number int, identity jsonb, identity_key text, state text, reason text)
     WHERE r.run_id = ${runId} AND r.workspace_id = ${workspaceId} AND r.number = n.number
       AND r.number BETWEEN ${rows.at(0)?.number ?? 0} AND ${rows.at(-1)?.number ?? 0}`;
}

type Filled = { header: string[]; mapping: Mapping; format: RunFormat; rows: number };

/** The file is read: from now on it is a draft. */
export async function finishReading(tx: Tx, { workspaceId, runId }: Place, filled: Filled): Promise<void> {
  const state: RunState = "draft";
  const data: Prisma.RunUpdateInput = { ...filled, state, revision: { increment: 1 } };
  await tx.run.update({ where: { id: runId, workspaceId }, data });
}

export type Verdict = {
  number: number;
  state: "duplicate" | "ours" | "suppressed";
  reason: string;
  person_id: string | null;
};

const VERDICTS_AT_ONCE = 5000;

/** Writes what a dry run found of each row; those it found nothing of are ready. */
export async function writeVerdicts(
  tx: Tx,
  { workspaceId, runId }: Place,
  verdicts: readonly Verdict[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run_row SET state = 'ready', reason = NULL, person_id = NULL
     WHERE run_id = ${runId} AND workspace_id = ${workspaceId} AND state IN ('duplicate', 'ours', 'suppressed')
       AND number <> ALL (${verdicts.map(({ number }) => number)}::int[])`;
  await joinByHash(tx);
  const inOrder = verdicts.toSorted((a, b) => a.number - b.number);
  for (let at = 0; at < inOrder.length; at += VERDICTS_AT_ONCE) {
    const lot = inOrder.slice(at, at + VERDICTS_AT_ONCE);
    await tx.$executeRaw`
      UPDATE run_row r SET state = n.state, reason = n.reason, person_id = n.person_id
        FROM jsonb_to_recordset(${JSON.stringify(lot)}::jsonb)
          AS n (number int, state text, reason text, person_id text)
       WHERE r.run_id = ${runId} AND r.workspace_id = ${workspaceId} AND r.number = n.number AND r.identity IS NOT NULL
         AND r.number BETWEEN ${lot.at(0)?.number ?? 0} AND ${lot.at(-1)?.number ?? 0}
         AND (r.state, r.reason, r.person_id) IS DISTINCT FROM (n.state, n.reason, n.person_id)`;
  }
}
