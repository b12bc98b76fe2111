import "server-only";
import { WINDOW_SECONDS, type RateWindowName, type RightStanding } from "@/lib/api-keys/api-key";
import { Prisma, type Tx } from "@/lib/db/client";

type Place = { apiKeyId: string; endpoint: string; at: Date };
export type SeenRight = Place & { standing: RightStanding };
export type SeenWindow = Place & { window: RateWindowName; limit: number; used: number };

/** What the provider let a key do, the latest answer of each endpoint. */
export async function writeRights(tx: Tx, rights: readonly SeenRight[]): Promise<void> {
  if (rights.length === 0) return;
  const rows = rights.map(
    (right) => Prisma.sql`(${right.apiKeyId}, ${right.endpoint}, ${right.standing}, ${right.at})`,
  );
  await tx.$executeRaw`
    INSERT INTO key_right (api_key_id, endpoint, standing, seen_at) VALUES ${Prisma.join(rows)}
    ON CONFLICT (api_key_id, endpoint) DO UPDATE SET standing = excluded.standing, seen_at = excluded.seen_at
     WHERE key_right.seen_at <= excluded.seen_at`;
}

const LENGTH = Prisma.sql`make_interval(secs => CASE rate_meter."window"
  WHEN 'minute' THEN ${WINDOW_SECONDS.minute} WHEN 'hour' THEN ${WINDOW_SECONDS.hour} ELSE ${WINDOW_SECONDS.day} END::double precision)`;

/**
 * How much of each window is used. The provider names no time at which a window ends, only that it is fixed and opens with
 * its first call: so the first answer seen in a window is kept, and the window ends its length after that or before.
 */
export async function writeMeters(tx: Tx, windows: readonly SeenWindow[]): Promise<void> {
  if (windows.length === 0) return;
  const rows = windows.map(
    ({ apiKeyId, endpoint, window, limit, used, at }) =>
      Prisma.sql`(${apiKeyId}, ${endpoint}, ${window}, ${limit}::int, ${used}::int, ${at}::timestamptz, ${at}::timestamptz)`,
  );
  await tx.$executeRaw`
    INSERT INTO rate_meter (api_key_id, endpoint, "window", call_limit, used, seen_since, taken_at) VALUES ${Prisma.join(rows)}
    ON CONFLICT (api_key_id, endpoint, "window") DO UPDATE
      SET call_limit = excluded.call_limit, used = excluded.used, taken_at = excluded.taken_at,
          seen_since = CASE WHEN excluded.used < rate_meter.used OR rate_meter.used = 0
                              OR rate_meter.seen_since + ${LENGTH} <= excluded.taken_at
                            THEN excluded.seen_since ELSE rate_meter.seen_since END
    WHERE rate_meter.taken_at <= excluded.taken_at`;
}
