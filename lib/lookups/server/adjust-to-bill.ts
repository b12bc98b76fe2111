import "server-only";
import { adjustPhone } from "@/lib/credits/server/settle-phone-credits";
import { ofSameTeam } from "@/lib/api-keys/server/same-team";
import { db, inTransaction } from "@/lib/db/client";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";
import { type Interval, listSettledIntervals } from "@/lib/lookups/server/quiet-comparisons";
import { readDoubts } from "@/lib/lookups/server/read-doubts";
import { wasSkipped } from "@/lib/lookups/server/was-skipped";
import { findBilledReveals } from "@/lib/lookups/usage-doubt";

type Key = { id: string; workspaceId: string };
type Reveal = { id: string; isHeard: boolean };

/**
 * A provider that bills a mobile when the reveal is accepted bills it also where none comes. Where its counter, between two
 * quiet comparisons with everything settled, has moved further than our ledger by exactly what such reveals cost, each of
 * them is adjusted. Any other sum stays drift, for the admin to see. Returns how many were adjusted.
 */
export async function adjustToBill(key: Key, { counterLagS }: { counterLagS: number }): Promise<number> {
  let adjusted = 0;
  for (const interval of await listSettledIntervals(key, counterLagS)) {
    const moved = interval.to.drift.minus(interval.from.drift).toNumber();
    if (moved > 0) adjusted += await adjustBetween(key, interval, moved);
  }
  return adjusted;
}

async function adjustBetween(key: Key, interval: Interval, moved: number): Promise<number> {
  const doubts = await readDoubts(key, interval);
  if (!doubts || doubts.vague > 0 || (await wasAdjusted(key, interval))) return 0;
  const reveals = await listReveals(key, interval);
  const unheard = reveals.filter(({ isHeard }) => !isHeard);
  const heard = reveals.length - unheard.length;
  const billed = findBilledReveals(moved, { heard, unheard: unheard.length, misses: doubts.misses });
  if (billed === null) return 0;
  const due = billed === "all" ? reveals : unheard;
  await adjustEach(
    key.workspaceId,
    due.map(({ id }) => id),
  );
  return due.length;
}

/** The sum between two comparisons is booked once; what is left then is not to be explained by it again. */
async function wasAdjusted(key: Key, { from, to }: Interval): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM attempt a JOIN ledger_entry e ON e.attempt_id = a.id AND e.kind = 'adjustment'
     WHERE a.api_key_id ${ofSameTeam(key)} AND a.workspace_id = ${key.workspaceId} AND a.sent_at > ${from.takenAt} AND a.sent_at <= ${to.takenAt}
     LIMIT 1`;
  return rows.length > 0;
}

/** Reveals that the provider accepted and for which no mobile is booked; nothing more is waited for. */
async function listReveals(key: Key, { from, to }: Interval): Promise<Reveal[]> {
  const rows = await db.$queryRaw<(Reveal & { responseBody: Uint8Array | null })[]>`
    SELECT a.id, a.state = 'matched' AND a.phone_state IN ('delivered', 'none_found') AS "isHeard",
           a.response_body AS "responseBody"
      FROM attempt a
     WHERE a.api_key_id ${ofSameTeam(key)} AND a.workspace_id = ${key.workspaceId} AND a.sent_at > ${from.takenAt} AND a.sent_at <= ${to.takenAt}
       AND (a.state = 'matched' OR (a.state = 'unknown' AND a.decision = 'charged'))
       AND a.request->>'revealPhoneNumber' = 'true' AND (a.request->>'waterfallPhone') IS DISTINCT FROM 'true'
       AND a.linked_attempt_id IS NULL AND a.hold_until IS NULL AND a.phone_state NOT IN ('waiting', 'late')
       AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = a.id AND e.part = 'phone'
                          AND e.kind IN ('charge', 'adjustment'))
     ORDER BY a.id`;
  return rows.filter(({ responseBody }) => !wasSkipped(responseBody));
}

/** All or none: half of it would be no explanation any more. */
async function adjustEach(workspaceId: string, ids: readonly string[]): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM attempt WHERE id = ANY (${[...ids]}) AND workspace_id = ${workspaceId} ORDER BY id FOR NO KEY UPDATE`;
    for (const id of ids) {
      await adjustPhone(tx, { workspaceId, attemptId: id });
      await notifyStates(tx, workspaceId, await copyToLookups(tx, { id, workspaceId }, {}));
    }
  });
}
