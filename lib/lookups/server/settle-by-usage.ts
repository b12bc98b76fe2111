import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { reconcileKey, type Comparison, type ReconciledKey } from "@/lib/lookups/server/reconcile-key";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";

/** How long the provider's counter is given to show a charge. */
const COUNTER_LAG_S = 120;

type Unknown = { id: string; workspaceId: string; sentAt: Date; isProfileOnly: boolean };

/**
 * Settles unknown attempts by the provider's own usage figures, where these leave no doubt: two quiet comparisons, one
 * before and one after, with the same phones pending. Drift unchanged: none was charged. Drift up by exactly one each:
 * all were. Anything between is left to a callback or a person. Returns how many were settled.
 */
export async function settleByUsage({ counterLagS = COUNTER_LAG_S } = {}): Promise<number> {
  let settled = 0;
  for (const key of await listKeysInDoubt(counterLagS)) {
    try {
      settled += await settleForKey(key);
    } catch (error) {
      log.warn({ err: error, apiKeyId: key.id }, "usage figures could not be compared; trying again later");
    }
  }
  return settled;
}

async function listKeysInDoubt(counterLagS: number): Promise<ReconciledKey[]> {
  return db.$queryRaw`
    SELECT DISTINCT k.id, k.workspace_id AS "workspaceId", w.kind AS "workspaceKind", k.sealed, k.key_version AS "keyVersion"
      FROM attempt a JOIN api_key k ON k.id = a.api_key_id AND k.state = 'active' JOIN workspace w ON w.id = k.workspace_id
     WHERE a.state = 'unknown' AND a.settled_at IS NULL
       AND a.sent_at < now() - make_interval(secs => ${counterLagS}::double precision)`;
}

async function settleForKey(key: ReconciledKey): Promise<number> {
  const unknowns = await db.$queryRaw<Unknown[]>`
    SELECT id, workspace_id AS "workspaceId", sent_at AS "sentAt",
           phone_state = 'not_asked' AND waterfall_state = 'not_asked' AS "isProfileOnly"
      FROM attempt WHERE api_key_id = ${key.id} AND state = 'unknown' AND settled_at IS NULL ORDER BY sent_at`;
  const [first] = unknowns;
  if (!first) return 0;
  const baseline = await findBaseline(key, first.sentAt);
  const now = baseline && (await reconcileKey(key, { keepsUnquiet: false }));
  const decision = now ? decide(baseline, now, unknowns) : null;
  if (decision === null) return 0;
  for (const { id: attemptId, workspaceId } of unknowns) {
    await inTransaction((tx) => settleUnknown(tx, { workspaceId, attemptId }, { decision, resolution: "usage" }));
  }
  return unknowns.length;
}

/** The last quiet comparison before the first of them was sent, with nothing unknown then. */
function findBaseline({ id: apiKeyId, workspaceId }: ReconciledKey, sentAt: Date): Promise<Comparison | null> {
  return db.reconciliation.findFirst({
    where: { apiKeyId, workspaceId, isQuiet: true, unknowns: 0, takenAt: { lt: sentAt } },
    orderBy: { takenAt: "desc" },
  });
}

function decide(before: Comparison, now: Comparison, unknowns: readonly Unknown[]): "charged" | "not_charged" | null {
  const isComparable = now.isQuiet && now.cycleStart === before.cycleStart && now.pending === before.pending;
  if (!isComparable) return null;
  const moved = now.drift.minus(before.drift);
  if (moved.eq(0)) return "not_charged";
  return unknowns.every(({ isProfileOnly }) => isProfileOnly) && moved.eq(unknowns.length) ? "charged" : null;
}
