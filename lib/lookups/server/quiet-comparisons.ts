import "server-only";
import { ofSameTeam } from "@/lib/api-keys/server/same-team";
import { db, Prisma } from "@/lib/db/client";
import type { Comparison } from "@/lib/lookups/server/reconcile-key";

type KeyRef = { id: string; workspaceId: string };

/** How long the provider's counter is given to show a charge. */
export const COUNTER_LAG_S = 120;
/** Longer than anything waits for its turn (sweep-stale-attempts.ts). */
const QUEUED_AT_MOST = "26 hours";

const BEFORE_MAX = 3;
const AFTER_MAX = 2;

const FIELDS = Prisma.sql`r.id, r.cycle_start AS "cycleStart", r.drift, r.is_quiet AS "isQuiet", r.unknowns, r.pending, r.taken_at AS "takenAt"`;

/**
 * Taken in quiet, and with nothing sent or charged shortly before: whatever was billed by then the counter showed. An
 * adjustment is no charge of the provider's.
 */
function steady(key: KeyRef, counterLagS: number): Prisma.Sql {
  const { id, workspaceId } = key;
  const isOurs = ofSameTeam(key);
  const lag = Prisma.sql`make_interval(secs => ${counterLagS}::double precision)`;
  return Prisma.sql`
    r.api_key_id = ${id} AND r.workspace_id = ${workspaceId} AND r.is_quiet
    AND NOT EXISTS (SELECT FROM attempt s WHERE s.api_key_id ${isOurs} AND s.workspace_id = ${workspaceId}
                       AND s.created_at > r.taken_at - ${QUEUED_AT_MOST}::interval
                       AND s.sent_at > r.taken_at - ${lag} AND s.sent_at <= r.taken_at)
    AND NOT EXISTS (SELECT FROM ledger_entry e JOIN attempt s ON s.id = e.attempt_id AND s.api_key_id ${isOurs}
                     WHERE e.workspace_id = ${workspaceId} AND e.kind = 'charge'
                       AND e.created_at > r.taken_at - ${lag} AND e.created_at <= r.taken_at)`;
}

export type Interval = { from: Comparison; to: Comparison };

/** Pairs of comparisons around a moment between which drift can be compared: of one cycle, and with the same calls pending. */
export async function listIntervalsAround(key: KeyRef, moment: Date, counterLagS: number): Promise<Interval[]> {
  const isSteady = steady(key, counterLagS);
  const rows = await db.$queryRaw<Comparison[]>`
    (SELECT ${FIELDS} FROM reconciliation r WHERE ${isSteady} AND r.taken_at < ${moment}
      ORDER BY r.taken_at DESC LIMIT ${BEFORE_MAX})
    UNION (SELECT ${FIELDS} FROM reconciliation r WHERE ${isSteady} AND r.taken_at > ${moment}
            ORDER BY r.taken_at LIMIT ${AFTER_MAX})
    UNION (SELECT ${FIELDS} FROM reconciliation r WHERE ${isSteady} AND r.taken_at > ${moment}
            ORDER BY r.taken_at DESC LIMIT ${AFTER_MAX})`;
  const befores = rows.filter(({ takenAt }) => takenAt < moment);
  const afters = rows.filter(({ takenAt }) => takenAt > moment);
  return befores
    .flatMap((from) => afters.map((to) => ({ from, to })))
    .filter(({ from, to }) => from.cycleStart === to.cycleStart && from.pending === to.pending);
}

const SETTLED_MAX = 6;

/** The last pairs of comparisons, newest first, at both ends of which every call was settled and nothing was waited for. */
export async function listSettledIntervals(key: KeyRef, counterLagS: number): Promise<Interval[]> {
  const rows = await db.$queryRaw<Comparison[]>`
    SELECT ${FIELDS} FROM reconciliation r
     WHERE ${steady(key, counterLagS)} AND r.unknowns = 0 AND r.pending = ''
     ORDER BY r.taken_at DESC LIMIT ${SETTLED_MAX}`;
  return rows
    .flatMap((to, place) => rows.slice(place + 1, place + 2).map((from) => ({ from, to })))
    .filter(({ from, to }) => from.cycleStart === to.cycleStart);
}
