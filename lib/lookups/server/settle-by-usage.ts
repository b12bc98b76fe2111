import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { COUNTER_LAG_S, type Interval, listIntervalsAround } from "@/lib/lookups/server/quiet-comparisons";
import { readDoubts } from "@/lib/lookups/server/read-doubts";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";
import { type Conclusion, concludeFromUsage } from "@/lib/lookups/usage-doubt";

const UNKNOWNS_MAX = 100;

type Key = { id: string; workspaceId: string };
type Unknown = { id: string; sentAt: Date; kind: keyof Conclusion };
type How = { counterLagS: number };

/**
 * Settles unknown attempts by the provider's own usage figures, where these leave no doubt: two quiet comparisons, one
 * before and one after, between which the counter has moved by a sum that only one reading explains. Anything else is
 * left to a callback or a person. Returns how many were settled.
 */
export async function settleByUsage({ counterLagS = COUNTER_LAG_S } = {}): Promise<number> {
  let settled = 0;
  for (const key of await listKeysInDoubt(counterLagS)) {
    try {
      settled += await settleForKey(key, { counterLagS });
    } catch (error) {
      log.warn({ err: error, apiKeyId: key.id }, "usage figures could not be compared; trying again later");
    }
  }
  return settled;
}

function listKeysInDoubt(counterLagS: number): Promise<Key[]> {
  return db.$queryRaw`
    SELECT DISTINCT k.id, k.workspace_id AS "workspaceId"
      FROM attempt a JOIN api_key k ON k.id = a.api_key_id AND k.workspace_id = a.workspace_id
     WHERE a.state = 'unknown' AND a.settled_at IS NULL
       AND a.sent_at < now() - make_interval(secs => ${counterLagS}::double precision)`;
}

async function settleForKey(key: Key, how: How): Promise<number> {
  const unknowns = await db.$queryRaw<Unknown[]>`
    SELECT id, sent_at AS "sentAt",
           CASE WHEN waterfall_state <> 'not_asked' THEN 'vague' WHEN phone_state <> 'not_asked' THEN 'withPhone' ELSE 'plain' END AS kind
      FROM attempt WHERE api_key_id = ${key.id} AND workspace_id = ${key.workspaceId} AND state = 'unknown' AND settled_at IS NULL
     ORDER BY sent_at DESC LIMIT ${UNKNOWNS_MAX}`;
  // Those sent between the same two comparisons are concluded upon once.
  const known = new Map<string, Promise<Conclusion | null>>();
  let settled = 0;
  for (const { id: attemptId, sentAt, kind } of unknowns) {
    const decision = await conclude({ key, sentAt, kind }, how, known);
    if (decision === null) continue;
    const ref = { workspaceId: key.workspaceId, attemptId };
    const isOurs = await inTransaction((tx) => settleUnknown(tx, ref, { decision, resolution: "usage" }));
    if (isOurs) settled += 1;
  }
  return settled;
}

type Asked = { key: Key; sentAt: Date; kind: keyof Conclusion };

/** Any two comparisons that prove it will do: none of them can prove the contrary. */
async function conclude(
  { key, sentAt, kind }: Asked,
  { counterLagS }: How,
  known: Map<string, Promise<Conclusion | null>>,
) {
  for (const interval of await listIntervalsAround(key, sentAt, counterLagS)) {
    const pair = `${interval.from.id} ${interval.to.id}`;
    const concluded = known.get(pair) ?? concludeBetween(key, interval);
    known.set(pair, concluded);
    const decision = (await concluded)?.[kind] ?? null;
    if (decision !== null) return decision;
  }
  return null;
}

async function concludeBetween(key: Key, interval: Interval): Promise<Conclusion | null> {
  const doubts = await readDoubts(key, interval);
  if (!doubts || doubts.isJudged) return null;
  return concludeFromUsage(interval.to.drift.minus(interval.from.drift).toNumber(), doubts);
}
