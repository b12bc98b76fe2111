import "server-only";
import type { Tx } from "@/lib/db/client";

export const PAUSE_REASONS = ["rate_limited", "key_rejected", "key_restricted"] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Asking for results: limited apart from lookups, so that its pause delays no lookup. */
export const POLL_ENDPOINT = "webhook_result";

export type Pause = { until: Date; reason: PauseReason };

/** A key that the provider does not accept waits for an admin, who tests, changes or replaces it. */
const UNTIL_AN_ADMIN_ACTS_S = 365 * 86_400;

type Place = { apiKeyId: string; endpoint: string };

/** No process sends with this key to this endpoint until then. A shorter pause never ends a longer one of its kind. */
export async function pauseKey(
  tx: Tx,
  { apiKeyId, endpoint }: Place,
  { reason, forS = UNTIL_AN_ADMIN_ACTS_S }: { reason: PauseReason; forS?: number },
): Promise<Date> {
  const [pause] = await tx.$queryRaw<{ until: Date }[]>`
    INSERT INTO provider_pause (api_key_id, endpoint, paused_until, reason)
    VALUES (${apiKeyId}, ${endpoint}, now() + make_interval(secs => ${forS}::double precision), ${reason})
    ON CONFLICT (api_key_id, endpoint) DO UPDATE
      SET paused_until = greatest(provider_pause.paused_until, excluded.paused_until),
          reason = CASE WHEN provider_pause.paused_until > excluded.paused_until THEN provider_pause.reason ELSE excluded.reason END
    RETURNING paused_until AS until`;
  if (!pause) throw new Error(`no pause was written for ${apiKeyId}`);
  return pause.until;
}

/** The pause in force by the database's clock, or null. */
export async function findPause(tx: Tx, { apiKeyId, endpoint }: Place): Promise<Pause | null> {
  const [pause] = await tx.$queryRaw<{ until: Date; reason: string }[]>`
    SELECT paused_until AS until, reason FROM provider_pause
     WHERE api_key_id = ${apiKeyId} AND endpoint = ${endpoint} AND paused_until > now()`;
  const reason = PAUSE_REASONS.find((known) => known === pause?.reason);
  return pause && reason ? { until: pause.until, reason } : null;
}

/** An admin has acted on the key: what waits for it goes on, and a rate limit that still holds says so again. */
export async function clearPauses(tx: Tx, apiKeyId: string): Promise<void> {
  await tx.providerPause.deleteMany({ where: { apiKeyId } });
}
