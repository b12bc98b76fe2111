import "server-only";
import { db } from "@/lib/db/client";
import type { CallContext } from "@/lib/sandbox/server/call-context";
import { ENDPOINTS } from "@/lib/sandbox/server/endpoints";
import { type RateLimits, rateLimitsOf } from "@/lib/sandbox/server/rate-windows";
import { renewalOf } from "@/lib/sandbox/server/run-enrichment";
import { json, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import { toId } from "@/lib/sandbox/world/ids";

/** 200 also for a bad key, which only `is_logged_in` tells (docs/apollo-contract.md §0.12). */
export const answerHealth = (isLoggedIn: boolean): SandboxAnswer =>
  json(200, { healthy: true, is_logged_in: isLoggedIn });

type Bucket = { limit: number; consumed: number; left_over: number };

const bucket = (limit: number, consumed: number): Bucket => ({
  limit,
  consumed,
  left_over: Math.max(0, limit - consumed),
});

export function answerProfile({ team, call }: CallContext): SandboxAnswer {
  const { limit, consumed, left_over } = bucket(team.creditLimit, team.creditsUsed);
  const usage = {
    num_credits_remaining: left_over,
    effective_num_lead_credits: limit,
    num_lead_credits_used: consumed,
    effective_num_direct_dial_credits: 0,
    num_direct_dial_credits_used: 0,
    effective_num_export_credits: limit,
    num_export_credits_used: 0,
    effective_num_ai_credits: 0,
    num_ai_credits_used: 0,
    effective_num_power_up_credits: 0,
    num_power_up_credits_used: 0,
    total_unified_credits_used: consumed,
  };
  return json(200, {
    id: toId("user", 1),
    team_id: team.id,
    first_name: "Practice",
    last_name: "Admin",
    title: "Administrator",
    email: `admin@${team.id}.example`,
    ...(call.given["include_credit_usage"] === "true" && usage),
  });
}

/** On a unified plan everything is taken from `lead_credit` (docs/apollo-contract.md §7). */
export function answerCreditUsage({ team, now }: CallContext): SandboxAnswer {
  const end = renewalOf(team.cycleStartedAt, now);
  const start = new Date(Math.max(team.cycleStartedAt.getTime(), end.getTime() - 30 * 86_400_000));
  const none = bucket(0, 0);
  return json(200, {
    credit_usage_stats: {
      lead_credit: bucket(team.creditLimit, team.creditsUsed),
      direct_dial_credit: none,
      export_credit: none,
      conversation_credit: none,
      ai_credit: none,
      power_up_credit: none,
      inbound_website_visitor_credit: none,
      contact_website_visitor_credit: none,
      web_search_record_credit: none,
      dialer: none,
    },
    current_credit_cycle: { start_date: start.toISOString(), end_date: end.toISOString() },
  });
}

type UsedRow = { endpoint: string; minute: number; hour: number; day: number };

function usageOf(limits: RateLimits, used: UsedRow | undefined): Record<string, Bucket> {
  const part = (name: keyof RateLimits): Record<string, Bucket> => {
    const limit = limits[name];
    return limit === null ? {} : { [name]: bucket(limit, Math.min(limit, used?.[name] ?? 0)) };
  };
  return { ...part("day"), ...part("hour"), ...part("minute") };
}

export async function answerApiUsage({ team, switches }: CallContext): Promise<SandboxAnswer> {
  const rows = await db.$queryRaw<UsedRow[]>`
    SELECT endpoint,
      CASE WHEN minute_opened_at > now() - interval '1 minute' THEN minute_used ELSE 0 END AS minute,
      CASE WHEN hour_opened_at > now() - interval '1 hour' THEN hour_used ELSE 0 END AS hour,
      CASE WHEN day_opened_at > now() - interval '1 day' THEN day_used ELSE 0 END AS day
    FROM sandbox_window WHERE team_id = ${team.id}`;
  const used = new Map(rows.map((row) => [row.endpoint, row]));
  const usage = ENDPOINTS.map(({ usageKey, scope, limits }) => [
    usageKey,
    usageOf(rateLimitsOf(limits, switches.minuteLimit), used.get(scope)),
  ]);
  return json(200, Object.fromEntries(usage));
}
