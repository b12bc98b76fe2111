import "server-only";
import type { LedgerKind, LedgerPart } from "@/lib/credits/credits";
import { alertShare } from "@/lib/credits/server/budget-store";
import { tellAlerts } from "@/lib/credits/server/tell-alerts";
import type { Prisma, Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { newId } from "@/lib/ids/ids";

export type LedgerWrite = {
  workspaceId: string;
  attemptId: string;
  kind: Exclude<LedgerKind, "hold">;
  part: LedgerPart;
  /** Null: all that is still held. */
  credits: Prisma.Decimal | null;
  reason: string;
};

type Hold = { workspaceId: string; attemptId: string; userId: string; credits: Prisma.Decimal; periodIds: string[] };

/** Writes attempts' holds, which the given budget periods carry already. */
export async function writeHolds(tx: Tx, holds: readonly Hold[]): Promise<void> {
  const rows = holds.map((hold) => ({ ...hold, id: newId("ledger"), credits: hold.credits.toString() }));
  await tx.$executeRaw`
    INSERT INTO ledger_entry (id, workspace_id, attempt_id, user_id, kind, part, credits, reason, period_ids)
    SELECT id, "workspaceId", "attemptId", "userId", 'hold', 'lookup', credits, 'the most this can cost', "periodIds"
      FROM jsonb_to_recordset(${asRows(rows)})
        AS g (id text, "workspaceId" text, "attemptId" text, "userId" text, credits numeric, "periodIds" text[])`;
}

/** One entry of one attempt. */
export function appendEntry(tx: Tx, { workspaceId, ...entry }: LedgerWrite): Promise<void> {
  return appendEntries(tx, workspaceId, [entry]);
}

/**
 * Appends one entry for each of these attempts, moves what they take or give back in the budget periods that carry the
 * attempts' holds, and copies each new balance to the attempt's lookup that pays: one statement, all or nothing. An entry of a
 * kind and part that its attempt has already, or of nothing at all, changes nothing; a part that was adjusted to the
 * provider's bill is not charged again, nor the other way round. Bills above their holds may take a budget past its alert.
 * The attempts' rows must be locked.
 */
export async function appendEntries(
  tx: Tx,
  workspaceId: string,
  entries: readonly Omit<LedgerWrite, "workspaceId">[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newId("ledger"), credits: entry.credits?.toString() ?? null }));
  await tellAlerts(tx, workspaceId, await insertEntries(tx, workspaceId, rows));
}

type Row = { attemptId: string } & Record<string, unknown>;

/** Returns the budgets that passed their alert by it. */
function insertEntries(tx: Tx, workspaceId: string, rows: readonly Row[]): Promise<{ scope: string }[]> {
  const attemptIds = rows.map(({ attemptId }) => attemptId);
  return tx.$queryRaw`
    WITH given AS (
      SELECT id, "attemptId" AS attempt_id, kind, part, credits, reason FROM jsonb_to_recordset(${asRows(rows)})
          AS g (id text, "attemptId" text, kind text, part text, credits numeric, reason text)
    ), entries AS (
      SELECT * FROM ledger_entry WHERE workspace_id = ${workspaceId} AND attempt_id = ANY (${attemptIds})
    ), sums AS (
      SELECT g.attempt_id, max(e.user_id) FILTER (WHERE e.kind = 'hold') AS user_id,
             coalesce(sum(e.credits) FILTER (WHERE e.kind = 'hold'), 0)
               - coalesce(sum(e.credits) FILTER (WHERE e.kind IN ('release', 'charge')), 0) AS rest,
             coalesce(sum(e.credits) FILTER (WHERE e.kind IN ('charge', 'adjustment')), 0) AS charged
        FROM given g LEFT JOIN entries e USING (attempt_id) GROUP BY g.attempt_id
    ), balance AS (
      SELECT attempt_id, user_id, charged, greatest(rest, 0) AS held FROM sums
    ), entry AS (
      INSERT INTO ledger_entry (id, workspace_id, attempt_id, user_id, kind, part, credits, reason)
      SELECT g.id, ${workspaceId}, g.attempt_id, b.user_id, g.kind, g.part, coalesce(g.credits, b.held), g.reason
        FROM given g JOIN balance b USING (attempt_id)
       WHERE coalesce(g.credits, b.held) <> 0
         AND NOT EXISTS (SELECT FROM entries p WHERE p.attempt_id = g.attempt_id AND p.part = g.part
                            AND p.kind IN ('charge', 'adjustment') AND g.kind IN ('charge', 'adjustment'))
      ON CONFLICT (attempt_id, kind, part) DO NOTHING
      RETURNING attempt_id, kind, credits
    ), moved AS (
      SELECT attempt_id, b.held, b.charged,
             CASE WHEN e.kind IN ('release', 'charge') THEN least(e.credits, b.held) ELSE 0 END AS from_held,
             CASE WHEN e.kind IN ('charge', 'adjustment') THEN e.credits ELSE 0 END AS to_spent
        FROM entry e JOIN balance b USING (attempt_id)
    ), taken AS (
      SELECT c.period_id AS id, sum(m.from_held) AS from_held, sum(m.to_spent) AS to_spent
        FROM moved m JOIN (SELECT attempt_id, unnest(period_ids) AS period_id FROM entries WHERE kind = 'hold') c
       USING (attempt_id) GROUP BY c.period_id
    ), locked AS (
      SELECT id, scope, alerted_at FROM budget_period WHERE id IN (SELECT id FROM taken) ORDER BY id FOR NO KEY UPDATE
    ), periods AS (
      UPDATE budget_period p
         SET held = p.held - m.from_held,
             spent = greatest(p.spent + m.to_spent, 0),
             cap = CASE WHEN p.credit_limit IS NOT NULL
                        THEN greatest(p.credit_limit, p.held - m.from_held + greatest(p.spent + m.to_spent, 0)) END,
             alerted_at = CASE WHEN p.alerted_at IS NULL AND m.to_spent > m.from_held
                                AND p.held - m.from_held + p.spent + m.to_spent >= p.credit_limit * ${alertShare(workspaceId)}
                               THEN now() ELSE p.alerted_at END
        FROM taken m WHERE p.id = m.id AND p.id IN (SELECT id FROM locked)
      RETURNING p.id, p.alerted_at
    ), copied AS (
      UPDATE lookup l SET credits_held = m.held - m.from_held, credits_charged = m.charged + m.to_spent
        FROM moved m JOIN (SELECT DISTINCT ON (attempt_id) attempt_id, id FROM lookup
                            WHERE workspace_id = ${workspaceId} AND attempt_id = ANY (${attemptIds})
                            ORDER BY attempt_id, answered_from <> 'provider', created_at, id) payer USING (attempt_id)
       WHERE l.id = payer.id
    )
    SELECT locked.scope FROM locked JOIN periods USING (id)
     WHERE locked.alerted_at IS NULL AND periods.alerted_at IS NOT NULL`;
}
