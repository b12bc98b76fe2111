import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { db, inTransaction } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { GONE_AFTER } from "@/lib/jobs/instance-pulse";
import { endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import { publishOutcome } from "@/lib/lookups/server/publish-outcome";

const BATCH_MAX = 100;
/** Longer than any call of ours lasts, tries included. */
const CALL_LASTS_AT_MOST = "80 seconds";
/** A lookup that could not be sent for so long is given up. */
const QUEUE_LASTS_AT_MOST = "25 hours";

type Ref = { id: string; workspaceId: string };

/**
 * Attempts whose process died in mid-call: its pulse has stopped, or they are longer in `sending` than any call can take.
 * They become `unknown`, never sent again; hold, token and waiting phones stay for the callback. Returns how many.
 */
export async function sweepStaleAttempts(): Promise<number> {
  const stale = await db.$queryRaw<Ref[]>`
    SELECT id, workspace_id AS "workspaceId" FROM attempt
     WHERE state = 'sending'
       AND (sent_at < now() - ${CALL_LASTS_AT_MOST}::interval
            OR (sent_at < now() - ${GONE_AFTER}::interval
                AND NOT EXISTS (SELECT FROM instance_pulse p
                                 WHERE p.id = attempt.sender AND p.beat_at > now() - ${GONE_AFTER}::interval)))
     ORDER BY sent_at LIMIT ${BATCH_MAX}`;
  for (const ref of stale) await makeUnknown(ref);
  await endStaleCalls();
  return stale.length;
}

/** Bulk calls that have no attempt left in mid-call: what became of them nobody will say. */
async function endStaleCalls(): Promise<void> {
  await db.$executeRaw`
    UPDATE bulk_call c SET state = 'unknown', error_code = 'outcome_unknown', answered_at = now()
     WHERE c.state = 'sending' AND c.sent_at < now() - ${GONE_AFTER}::interval
       AND NOT EXISTS (SELECT FROM attempt a WHERE a.bulk_call_id = c.id AND a.state = 'sending')`;
}

async function makeUnknown({ id, workspaceId }: Ref): Promise<void> {
  await inTransaction(async (tx) => {
    const set = { errorCode: "outcome_unknown" as const };
    const isOurs = await moveAttempt(tx, { id, workspaceId, from: ["sending"], to: "unknown", set });
    if (isOurs) await publishOutcome(tx, { attemptId: id, workspaceId }, { outcome: "unknown", ...set });
  });
}

/** Queued lookups that never got their turn (no key in use, a limit that never ends) are ended, their holds given back. */
export async function sweepForgottenQueue(): Promise<number> {
  const forgotten = await db.$queryRaw<Ref[]>`
    SELECT id, workspace_id AS "workspaceId" FROM attempt
     WHERE state = 'reserved' AND created_at < now() - ${QUEUE_LASTS_AT_MOST}::interval
     ORDER BY created_at LIMIT ${BATCH_MAX}`;
  for (const { id, workspaceId } of forgotten) {
    await inTransaction(async (tx) => {
      const settled = { errorCode: "provider_rate_limited" as const, settledAt: await readClock(tx) };
      const isOurs = await moveAttempt(tx, { id, workspaceId, from: ["reserved"], to: "not_sent", set: settled });
      if (!isOurs) return;
      await endWaiting(tx, { id, workspaceId, phone: "not_asked", waterfall: "not_asked" });
      await releaseRemainder(tx, { workspaceId, attemptId: id }, "it was never sent");
      await publishOutcome(tx, { attemptId: id, workspaceId }, { outcome: "failed", ...settled });
    });
  }
  return forgotten.length;
}
