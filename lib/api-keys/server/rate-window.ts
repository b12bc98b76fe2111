import "server-only";
import { WINDOW_SECONDS, type KeyEndpoint } from "@/lib/api-keys/api-key";
import type { RateLimits } from "@/lib/apollo/rate-limits";
import { db, Prisma } from "@/lib/db/client";

type Place = { apiKeyId: string; endpoint: KeyEndpoint };

/** Leave for one call in the window that was opened then. */
export type Slot = Place & { openedAt: Date; used: number; callLimit: number; isAnswered: boolean };

/** Calls of a key whose limit nobody has told yet: its first answer does. */
const LIMIT_UNTOLD = 50;
/** What paid plans allow (docs/apollo-contract.md §7), where an answer names no limit. */
const LIMIT_USUAL = 1000;
/** A call that is given leave now arrives within this time. */
const ON_ITS_WAY_S = 2;

const LENGTH = Prisma.sql`make_interval(secs => ${WINDOW_SECONDS.minute}::double precision)`;
const ON_ITS_WAY = Prisma.sql`make_interval(secs => ${ON_ITS_WAY_S}::double precision)`;
const NOW = Prisma.sql`clock_timestamp()`;
/**
 * The provider's window opens when its first call arrives, which is after we gave leave for it and before the first answer. So
 * it surely lasts for its length from the former, and is surely over its length after the latter. In between nothing is
 * sent: each of their windows has the calls of one of ours.
 */
const IS_OVER = Prisma.sql`coalesce(w.answered_at, w.opened_at + ${ON_ITS_WAY}) + ${LENGTH} <= ${NOW}`;
const IS_SURE = Prisma.sql`w.opened_at + ${LENGTH} - ${ON_ITS_WAY} > ${NOW}`;

/**
 * Takes leave for so many calls or, where the window has not so many left, for one: as many as the limit allows in a window,
 * whatever number of processes ask. Where it has none left it says how long it still lasts.
 */
export async function takeSlots({ apiKeyId, endpoint }: Place, wanted: number): Promise<Slot[] | { waitMs: number }> {
  const [window] = await db.$queryRaw<Omit<Slot, keyof Place>[]>`
    INSERT INTO rate_window AS w (api_key_id, endpoint, opened_at, used, call_limit)
    VALUES (${apiKeyId}, ${endpoint}, ${NOW}, ${wanted}, ${LIMIT_UNTOLD})
    ON CONFLICT (api_key_id, endpoint) DO UPDATE
      SET opened_at = CASE WHEN ${IS_OVER} THEN ${NOW} ELSE w.opened_at END,
          answered_at = CASE WHEN ${IS_OVER} THEN NULL ELSE w.answered_at END,
          used = CASE WHEN ${IS_OVER} THEN ${wanted} ELSE w.used + ${wanted} END
    WHERE (${IS_OVER} AND w.call_limit >= ${wanted}) OR (w.used + ${wanted} <= w.call_limit AND ${IS_SURE})
    RETURNING opened_at AS "openedAt", used, call_limit AS "callLimit", answered_at IS NOT NULL AS "isAnswered"`;
  if (window)
    return Array.from({ length: wanted }, (_, at) => ({
      ...{ apiKeyId, endpoint, ...window },
      used: window.used - wanted + at + 1,
    }));
  if (wanted > 1) return takeSlots({ apiKeyId, endpoint }, 1);
  const until = await findWindowEnd({ apiKeyId, endpoint });
  return { waitMs: Math.max(until?.waitMs ?? 0, 10) };
}

/** Until when nothing is sent because the window is used up; null: it is not. */
export async function findWindowEnd({ apiKeyId, endpoint }: Place): Promise<{ until: Date; waitMs: number } | null> {
  const [end] = await db.$queryRaw<{ until: Date; waitMs: number }[]>`
    SELECT ends_at AS until, ceil(extract(epoch FROM ends_at - ${NOW}) * 1000)::int AS "waitMs" FROM (
      SELECT coalesce(w.answered_at, w.opened_at + ${ON_ITS_WAY}) + ${LENGTH} AS ends_at
        FROM rate_window w
       WHERE w.api_key_id = ${apiKeyId} AND w.endpoint = ${endpoint} AND NOT (w.used < w.call_limit AND ${IS_SURE})) AS used_up
     WHERE ends_at > ${NOW}`;
  return end ?? null;
}

/** For calls that were not made after all. All of one window. */
export async function giveSlotsBack(slots: readonly Slot[]): Promise<void> {
  const [first] = slots;
  if (!first) return;
  const { apiKeyId, endpoint, openedAt } = first;
  await db.$executeRaw`
    UPDATE rate_window SET used = greatest(0, used - ${slots.length})
     WHERE api_key_id = ${apiKeyId} AND endpoint = ${endpoint} AND opened_at = ${openedAt}`;
}

/**
 * Corrects the window by an answer that came in it: when the provider's began at the latest, how much it allows, and how much of
 * it others of the team have used. Nothing is written where nothing is new.
 */
export async function noteSlotAnswer(slot: Slot, rateLimits: RateLimits | null): Promise<void> {
  const { apiKeyId, endpoint, openedAt, isAnswered } = slot;
  const told = rateLimits?.minute ?? null;
  const callLimit = told?.limit ?? (isAnswered ? slot.callLimit : LIMIT_USUAL);
  const used = told?.used ?? 0;
  if (isAnswered && callLimit === slot.callLimit && used <= slot.used + CALLS_BETWEEN) return;
  await db.$executeRaw`
    UPDATE rate_window SET answered_at = coalesce(answered_at, ${NOW}), call_limit = ${callLimit}, used = greatest(used, ${used})
     WHERE api_key_id = ${apiKeyId} AND endpoint = ${endpoint} AND opened_at = ${openedAt}`;
}

/** So many of our own may have overtaken the call. */
const CALLS_BETWEEN = 64;
