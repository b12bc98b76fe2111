import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

type OldBodies = { workspaceId: string; days: number; max: number };

/**
 * How many bodies are older than so many days, up to `max`: those that may go, and those that are kept because their call
 * still waits for something, or somebody has to look at them first.
 */
export async function countOldBodies(tx: Tx, old: OldBodies): Promise<{ due: number; heldBack: number }> {
  const [counted] = await tx.$queryRaw<{ due: number; heldBack: number }[]>`
    SELECT count(*) FILTER (WHERE NOT waits)::int AS due, count(*) FILTER (WHERE waits)::int AS "heldBack" FROM (
      SELECT ${WAITS} AS waits FROM delivery d JOIN attempt a ON a.id = d.attempt_id WHERE ${isOld(old)} LIMIT ${old.max}
    ) AS old`;
  return counted ?? { due: 0, heldBack: 0 };
}

/** Removes the bytes of up to `max` of those that may go, the oldest first. Hash, times and what came of it stay. */
export function removeOldBodies(tx: Tx, old: OldBodies): Promise<number> {
  return tx.$executeRaw`
    WITH old AS (
      SELECT d.id FROM delivery d JOIN attempt a ON a.id = d.attempt_id
       WHERE ${isOld(old)} AND NOT ${WAITS} ORDER BY d.received_at LIMIT ${old.max} FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE delivery d SET body = ''::bytea, body_removed_at = now() FROM old WHERE d.id = old.id`;
}

function isOld({ workspaceId, days }: OldBodies): Prisma.Sql {
  return Prisma.sql`d.workspace_id = ${workspaceId} AND d.body_removed_at IS NULL AND octet_length(d.body) > 0
    AND d.received_at < now() - make_interval(days => ${days})`;
}

// What was not applied yet or cannot be read; a call that is under way, unknown, or waits for phones; a match that somebody
// has to look at: accepting it merges what its bodies say.
const WAITS = Prisma.sql`(d.state IN ('received', 'quarantined') OR a.state IN ('reserved', 'sending')
  OR (a.state = 'unknown' AND a.decision IS NULL) OR a.hold_until IS NOT NULL
  OR a.phone_state IN ('waiting', 'late') OR a.waterfall_state IN ('waiting', 'late')
  OR EXISTS (SELECT FROM lookup l WHERE l.attempt_id = a.id AND l.outcome = 'needs_a_look'))`;
