import { z } from "zod";
import { parseExactJson } from "@/lib/apollo/exact-json";
import { amount, flag, keyText, nested, text } from "@/lib/apollo/wire-fields";

/** `isLoggedIn: false` is how this endpoint speaks of a bad key, with a 200. §0.12 */
export type Health = { isHealthy: boolean | null; isLoggedIn: boolean | null };

export type ApiProfile = {
  userId: string | null;
  teamId: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  title: string | null;
  /** The user's counters under the provider's own names, for instance `num_credits_remaining`. */
  counters: Record<string, number>;
};

export type UsageBucket = { limit: number | null; used: number | null; left: number | null };

export type CreditUsage = {
  /** By the provider's own names, for instance `lead_credit`. On unified plans that one carries everything. */
  buckets: Record<string, UsageBucket>;
  cycle: { startsAt: string | null; endsAt: string | null } | null;
};

export type EndpointUsage = {
  /** For instance `api/v1/people/match`. */
  endpoint: string;
  minute: UsageBucket | null;
  hour: UsageBucket | null;
  day: UsageBucket | null;
};

const JsonObject = z.record(z.string(), z.unknown());

const WireHealth = z.object({ healthy: flag, is_logged_in: flag });

const WireProfile = z.object({
  id: keyText,
  team_id: keyText,
  first_name: text,
  last_name: text,
  email: keyText,
  title: text,
});

const WireBucket = z
  .object({ limit: amount, consumed: amount, left_over: amount })
  .transform(({ limit, consumed, left_over }): UsageBucket => ({ limit, used: consumed, left: left_over }));

const WireCreditUsage = z.object({
  credit_usage_stats: z.record(z.string(), nested(WireBucket)),
  current_credit_cycle: nested(z.object({ start_date: keyText, end_date: keyText })),
});

const WireEndpointUsage = z.object({ minute: nested(WireBucket), hour: nested(WireBucket), day: nested(WireBucket) });

export function readHealth(body: Uint8Array): Health {
  const wire = WireHealth.parse(parseExactJson(body));
  return { isHealthy: wire.healthy, isLoggedIn: wire.is_logged_in };
}

export function readApiProfile(body: Uint8Array): ApiProfile {
  const all = JsonObject.parse(parseExactJson(body));
  const wire = WireProfile.parse(all);
  const counters = Object.entries(all).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return {
    userId: wire.id,
    teamId: wire.team_id,
    firstName: wire.first_name,
    lastName: wire.last_name,
    email: wire.email,
    title: wire.title,
    counters: Object.fromEntries(counters.filter(([name]) => name.includes("credit"))),
  };
}

export function readCreditUsage(body: Uint8Array): CreditUsage {
  const { credit_usage_stats: stats, current_credit_cycle: cycle } = WireCreditUsage.parse(parseExactJson(body));
  const buckets = Object.entries(stats).flatMap(([name, bucket]) => (bucket ? [[name, bucket] as const] : []));
  return {
    buckets: Object.fromEntries(buckets),
    cycle: cycle && { startsAt: cycle.start_date, endsAt: cycle.end_date },
  };
}

/** Keyed by the text of a JSON array: `["api/v1/people", "match"]`. Some plans answer with nothing at all. §8 */
export function readApiUsage(body: Uint8Array): EndpointUsage[] {
  if (body.byteLength === 0) return [];
  return Object.entries(JsonObject.parse(parseExactJson(body))).flatMap(([key, given]) => {
    const usage = WireEndpointUsage.safeParse(given);
    return usage.success ? [{ endpoint: endpointOf(key), ...usage.data }] : [];
  });
}

function endpointOf(key: string): string {
  const parts = [...key.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
  return parts.length > 0 ? parts.join("/") : key;
}
