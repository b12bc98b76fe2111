import "server-only";
import { db, type Tx } from "@/lib/db/client";
import type { PollOutcome } from "@/lib/lookups/lookup";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

/** An attempt whose result is to be asked for now, with the key to ask with, still sealed. */
export type DuePoll = AttemptRef & {
  workspaceKind: "practice" | "live";
  apiKeyId: string;
  sealed: string | null;
  keyVersion: number;
  /** False: the key it was made with is out of use, and this one may be of another team, which knows nothing of it. */
  isOwnKey: boolean;
  requestId: string;
  /** How often it was asked for, this time included. Whoever comes with an older count has been overtaken. */
  polls: number;
  /** How long it has been waited for. */
  waitedS: number;
};

type Claim = { endpoint: string; leaseS: number; max: number };

/**
 * Takes up what is due, oldest first: for `leaseS` nobody else does. Each is asked for with the key that made the call, also
 * after another took its place; where the provider refuses that one, with the default if it is of the same team, and where it
 * is out of use, with the default. A key that pauses at `endpoint` is left alone, and so is an attempt for which no key is in
 * use, or for which something has come that is still to be applied.
 */
export function claimDuePolls({ endpoint, leaseS, max }: Claim): Promise<DuePoll[]> {
  return db.$queryRaw<DuePoll[]>`
    WITH due AS (
      SELECT a.id, k.id AS key_id, k.sealed, k.key_version, k.is_own, w.kind
        FROM attempt a JOIN workspace w ON w.id = a.workspace_id LEFT JOIN api_key o ON o.id = a.api_key_id
        JOIN LATERAL (SELECT c.id, c.sealed, c.key_version, (c.id = o.id OR c.team_id = o.team_id) IS TRUE AS is_own
                        FROM api_key c
                       WHERE c.workspace_id = a.workspace_id AND c.state IN ('active', 'ending') AND (c.id = o.id OR c.is_default)
                       ORDER BY (c.id = o.id AND NOT EXISTS (
                                   SELECT FROM provider_pause r WHERE r.api_key_id = c.id AND r.endpoint = ${endpoint}
                                      AND r.reason <> 'rate_limited' AND r.paused_until > now())) IS TRUE DESC,
                                (c.id <> o.id AND c.team_id = o.team_id) IS TRUE DESC,
                                (c.id = o.id) IS TRUE DESC LIMIT 1) k ON true
       WHERE a.poll_at <= now() AND a.request_id IS NOT NULL AND a.erased_at IS NULL
         AND (a.phone_state IN ('waiting', 'late') OR a.waterfall_state IN ('waiting', 'late') OR a.hold_until IS NOT NULL)
         AND NOT EXISTS (SELECT FROM delivery d WHERE d.attempt_id = a.id AND d.state = 'received')
         AND NOT EXISTS (SELECT FROM provider_pause p WHERE p.api_key_id = k.id AND p.endpoint = ${endpoint}
                            AND p.paused_until > now())
       ORDER BY a.poll_at, a.id LIMIT ${max} FOR NO KEY UPDATE OF a SKIP LOCKED
    )
    UPDATE attempt a SET poll_at = now() + make_interval(secs => ${leaseS}::double precision), polls = a.polls + 1,
           polled_at = now()
      FROM due WHERE a.id = due.id
    RETURNING a.id, a.workspace_id AS "workspaceId", due.kind AS "workspaceKind", due.key_id AS "apiKeyId", due.sealed,
              due.key_version AS "keyVersion", due.is_own AS "isOwnKey", a.request_id AS "requestId", a.polls,
              extract(epoch FROM now() - coalesce(a.answered_at, a.sent_at, a.created_at))::float8 AS "waitedS"`;
}

type Claimed = AttemptRef & { polls: number };

/** Says when it is asked for again: never once the provider has forgotten it, 30 days after its answer. */
export async function pollAgainIn(tx: Tx, { id, workspaceId, polls }: Claimed, seconds: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET poll_at = CASE
        WHEN coalesce(answered_at, sent_at, created_at) + interval '30 days' > now() + make_interval(secs => ${seconds}::double precision)
        THEN now() + make_interval(secs => ${seconds}::double precision) END
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND polls = ${polls} AND poll_at IS NOT NULL`;
}

/** Keeps what came of the last time, for whoever wonders why nothing comes. */
export async function notePollOutcome(
  tx: Tx,
  { id, workspaceId, polls }: Claimed,
  outcome: PollOutcome,
): Promise<void> {
  await tx.attempt.updateMany({ where: { id, workspaceId, polls }, data: { pollOutcome: outcome } });
}

/** What came cannot be used as it stands: the provider's own word is asked for now, where it still is to be asked for. */
export async function pollNow(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET poll_at = now()
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND poll_at > now()`;
}

/**
 * A call without an answer has ended. The reveals of the day after it that were skipped may have been waiting for its
 * callback: they are asked for now, instead of when their back-off says.
 */
export async function pollSkippedNow(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.$executeRaw`
    WITH skipped AS (
      SELECT f.id FROM attempt f JOIN attempt own ON own.workspace_id = f.workspace_id
       WHERE own.id = ${id} AND own.workspace_id = ${workspaceId} AND f.id <> own.id AND f.linked_attempt_id IS NULL
         AND f.poll_at > now() AND f.phone_state IN ('waiting', 'late')
         AND f.created_at BETWEEN own.created_at AND own.created_at + interval '1 day'
         AND position('"skipped"'::bytea IN f.response_body) > 0
         FOR NO KEY UPDATE OF f SKIP LOCKED
    )
    UPDATE attempt a SET poll_at = now() FROM skipped WHERE a.id = skipped.id`;
}

/** The poll has nothing more to say; what is waited for may still be delivered. */
export async function pollNoMore(tx: Tx, { id, workspaceId, polls }: Claimed): Promise<void> {
  await tx.attempt.updateMany({ where: { id, workspaceId, polls }, data: { pollAt: null } });
}
