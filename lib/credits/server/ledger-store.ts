import "server-only";
import type { LedgerKind, LedgerPart } from "@/lib/credits/credits";
import { alertShare } from "@/lib/credits/server/budget-store";
import { tellAlerts } from "@/lib/credits/server/tell-alerts";
import type { Prisma, Tx } from "@/lib/db/client";
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

/** Writes an attempt's hold, which the given budget periods carry already. */
export async function writeHold(tx: Tx, hold: Hold): Promise<void> {
  await tx.ledgerEntry.create({
    data: { id: newId("ledger"), ...hold, kind: "hold", part: "lookup", reason: "the most this can cost" },
  });
}

/**
 * Appends one entry, moves what it takes or gives back in the budget periods that carry the attempt's hold, and copies
 * the new balance to the attempt's lookup that pays: one statement, all or nothing. An entry of a kind and part that the
 * attempt has already, or of nothing at all, changes nothing; a part that was adjusted to the provider's bill is not
 * charged again, nor the other way round. A bill above the hold may take a budget past its alert. The attempt's row must be
 * locked.
 */
export async function appendEntry(tx: Tx, entry: LedgerWrite): Promise<void> {
  const { workspaceId, attemptId, kind, part, credits, reason } = entry;
  const alerted = await tx.$queryRaw<{ scope: string }[]>`
    WITH entries AS (
      SELECT * FROM ledger_entry WHERE workspace_id = ${workspaceId} AND attempt_id = ${attemptId}
    ), sums AS (
      SELECT max(user_id) FILTER (WHERE kind = 'hold') AS user_id,
             coalesce(sum(credits) FILTER (WHERE kind = 'hold'), 0)
               - coalesce(sum(credits) FILTER (WHERE kind IN ('release', 'charge')), 0) AS rest,
             coalesce(sum(credits) FILTER (WHERE kind IN ('charge', 'adjustment')), 0) AS charged
        FROM entries
    ), balance AS (
      SELECT user_id, charged, greatest(rest, 0) AS held FROM sums
    ), entry AS (
      INSERT INTO ledger_entry (id, workspace_id, attempt_id, user_id, kind, part, credits, reason)
      SELECT ${newId("ledger")}, ${workspaceId}, ${attemptId}, user_id, ${kind}, ${part},
             coalesce(${credits}::numeric, held), ${reason}
        FROM balance
       WHERE coalesce(${credits}::numeric, held) <> 0
         AND NOT EXISTS (SELECT FROM entries p WHERE p.part = ${part} AND p.kind IN ('charge', 'adjustment')
                            AND ${kind} IN ('charge', 'adjustment'))
      ON CONFLICT (attempt_id, kind, part) DO NOTHING
      RETURNING credits
    ), moved AS (
      SELECT CASE ${kind} WHEN 'release' THEN least(e.credits, b.held) WHEN 'charge' THEN least(e.credits, b.held) ELSE 0 END
               AS from_held,
             CASE WHEN ${kind} IN ('charge', 'adjustment') THEN e.credits ELSE 0 END AS to_spent,
             b.held, b.charged
        FROM entry e, balance b
    ), locked AS (
      SELECT id, scope, alerted_at FROM budget_period
       WHERE id IN (SELECT unnest(period_ids) FROM entries WHERE kind = 'hold') ORDER BY id FOR NO KEY UPDATE
    ), periods AS (
      UPDATE budget_period p
         SET held = p.held - m.from_held,
             spent = greatest(p.spent + m.to_spent, 0),
             cap = CASE WHEN p.credit_limit IS NOT NULL
                        THEN greatest(p.credit_limit, p.held - m.from_held + greatest(p.spent + m.to_spent, 0)) END,
             alerted_at = CASE WHEN p.alerted_at IS NULL AND m.to_spent > m.from_held
                                AND p.held - m.from_held + p.spent + m.to_spent >= p.credit_limit * ${alertShare(workspaceId)}
                               THEN now() ELSE p.alerted_at END
        FROM moved m WHERE p.id IN (SELECT id FROM locked)
      RETURNING p.id, p.alerted_at
    ), copied AS (
      UPDATE lookup l SET credits_held = m.held - m.from_held, credits_charged = m.charged + m.to_spent
        FROM moved m
       WHERE l.id = (SELECT id FROM lookup WHERE workspace_id = ${workspaceId} AND attempt_id = ${attemptId}
                      ORDER BY answered_from <> 'provider', created_at, id LIMIT 1)
    )
    SELECT locked.scope FROM locked JOIN periods USING (id)
     WHERE locked.alerted_at IS NULL AND periods.alerted_at IS NOT NULL`;
  await tellAlerts(tx, workspaceId, alerted);
}
