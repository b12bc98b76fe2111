import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

type OldAnswers = { workspaceId: string; days: number; max: number };

/**
 * How many raw answers are older than so many days, up to `max`: those that may go, and those that are kept because their call
 * still waits for something, or somebody has to look at them first.
 */
export async function countOldAnswers(tx: Tx, old: OldAnswers): Promise<{ due: number; heldBack: number }> {
  const [counted] = await tx.$queryRaw<{ due: number; heldBack: number }[]>`
    SELECT count(*) FILTER (WHERE NOT waits)::int AS due, count(*) FILTER (WHERE waits)::int AS "heldBack" FROM (
      SELECT ${WAITS} AS waits FROM attempt a WHERE ${isOld(old)} LIMIT ${old.max}
    ) AS old`;
  return counted ?? { due: 0, heldBack: 0 };
}

/**
 * Removes the text of up to `max` of those that may go, the oldest first. What was made of them stays: person, states, ledger.
 * That a reveal was skipped is told by the answer alone, and decides later what the bill explains: so much is kept of it.
 */
export function removeOldAnswers(tx: Tx, old: OldAnswers): Promise<number> {
  return tx.$executeRaw`
    WITH old AS (
      SELECT a.id FROM attempt a WHERE ${isOld(old)} AND NOT ${WAITS}
       ORDER BY a.answered_at LIMIT ${old.max} FOR UPDATE SKIP LOCKED
    )
    UPDATE attempt a
       SET answer_removed_at = now(), error_detail = NULL,
           response_body = CASE WHEN position('"skipped"'::bytea IN a.response_body) > 0 THEN convert_to(${SKIPPED}, 'UTF8') END
      FROM old WHERE a.id = old.id`;
}

const SKIPPED = '{"person":null,"phone_enrichment":{"status":"skipped"}}';

function isOld({ workspaceId, days }: OldAnswers): Prisma.Sql {
  return Prisma.sql`a.workspace_id = ${workspaceId} AND a.answer_removed_at IS NULL AND a.response_body IS NOT NULL
    AND a.answered_at < now() - make_interval(days => ${days})`;
}

const WAITS = Prisma.sql`(a.state IN ('reserved', 'sending') OR (a.state = 'unknown' AND a.decision IS NULL)
  OR a.hold_until IS NOT NULL OR a.phone_state IN ('waiting', 'late') OR a.waterfall_state IN ('waiting', 'late')
  OR EXISTS (SELECT FROM lookup l WHERE l.attempt_id = a.id AND l.outcome = 'needs_a_look'))`;
