/** `ending`: another key took its place, and only its own calls are still brought to their end with it. */
export const KEY_STATES = ["active", "ending", "disabled", "deleted"] as const;

export const KEY_HEALTHS = ["untested", "ok", "rejected", "restricted", "unreachable"] as const;
export type KeyHealth = (typeof KEY_HEALTHS)[number];

/** What Perihelion asks of a key, by the provider's name for each endpoint. Only the first one costs anything. */
export const KEY_ENDPOINTS = [
  "people/match",
  "people/bulk_match",
  "webhook_result",
  "users/api_profile",
  "usage_stats/credit_usage_stats",
  "usage_stats/api_usage_stats",
] as const;
export type KeyEndpoint = (typeof KEY_ENDPOINTS)[number];

/** `missing`: the key lacks the scope. `plan`: the account's plan does not include the endpoint, and no scope helps. */
export const RIGHT_STANDINGS = ["allowed", "missing", "plan"] as const;
export type RightStanding = (typeof RIGHT_STANDINGS)[number];

export const RATE_WINDOWS = ["minute", "hour", "day"] as const;
export type RateWindowName = (typeof RATE_WINDOWS)[number];

export const WINDOW_SECONDS: Record<RateWindowName, number> = { minute: 60, hour: 3600, day: 86_400 };
