import { expect, test } from "vitest";
import { readApiProfile, readApiUsage, readCreditUsage, readHealth } from "@/lib/apollo/account";

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

test("health tells a bad key by is_logged_in, not by its status", () => {
  expect(readHealth(json({ healthy: true, is_logged_in: false }))).toEqual({ isHealthy: true, isLoggedIn: false });
  expect(readHealth(json({}))).toEqual({ isHealthy: null, isLoggedIn: null });
});

test("a profile keeps every credit counter under its own name", () => {
  const profile = {
    id: "u1",
    team_id: "t1",
    first_name: "Ida",
    email: null,
    num_credits_remaining: 12,
    level: 3,
    num_credits: "x",
  };
  expect(readApiProfile(json(profile))).toMatchObject({
    userId: "u1",
    teamId: "t1",
    email: null,
    counters: { num_credits_remaining: 12 },
  });
});

test("credit usage is read by bucket, odd ones left out", () => {
  const stats = { lead_credit: { limit: 100, consumed: 1.5, left_over: 98.5 }, dialer: null, odd: "x" };
  const cycle = { start_date: "2026-01-01", end_date: "2026-02-01" };
  expect(readCreditUsage(json({ credit_usage_stats: stats, current_credit_cycle: cycle }))).toEqual({
    buckets: { lead_credit: { limit: 100, used: 1.5, left: 98.5 } },
    cycle: { startsAt: "2026-01-01", endsAt: "2026-02-01" },
  });
});

test("API usage is keyed by the text of an array", () => {
  const usage = {
    '["api/v1/people", "match"]': { day: { limit: 600, consumed: 2, left_over: 598 }, hour: null },
    odd: 7,
  };
  expect(readApiUsage(json(usage))).toEqual([
    { endpoint: "api/v1/people/match", day: { limit: 600, used: 2, left: 598 }, hour: null, minute: null },
  ]);
  expect(readApiUsage(Buffer.alloc(0))).toEqual([]);
});
