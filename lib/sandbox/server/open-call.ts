import "server-only";
import { db } from "@/lib/db/client";
import { DEFAULT_SWITCHES, SandboxSwitches } from "@/lib/sandbox/switches";
import { digestOfKey } from "@/lib/sandbox/server/provision-sandbox-team";
import type { RateCounts } from "@/lib/sandbox/server/rate-windows";

export type SandboxTeam = {
  id: string;
  scopes: string[];
  /** How many calls this one makes. */
  ordinal: number;
  creditLimit: number;
  creditsUsed: number;
  cycleStartedAt: Date;
};

export type OpenedCall = { switches: SandboxSwitches; team: SandboxTeam | null; counts: RateCounts };

type Row = {
  settings: unknown;
  id: string | null;
  scopes: string[] | null;
  calls: number | null;
  creditLimit: number | null;
  creditsUsed: number | null;
  cycleStartedAt: Date | null;
} & RateCounts;

export function readSwitches(settings: unknown): SandboxSwitches {
  return SandboxSwitches.safeParse(settings ?? {}).data ?? DEFAULT_SWITCHES;
}

function toTeam(row: Row): SandboxTeam | null {
  if (row.id === null) return null;
  return {
    id: row.id,
    scopes: row.scopes ?? [],
    ordinal: row.calls ?? 0,
    creditLimit: row.creditLimit ?? 0,
    creditsUsed: row.creditsUsed ?? 0,
    cycleStartedAt: row.cycleStartedAt ?? new Date(),
  };
}

/** One statement: whose key it is, its number among the team's calls, the switches, and the endpoint's windows, counted up. */
export async function openCall(key: string | null, scope: string): Promise<OpenedCall> {
  const rows = await db.$queryRaw<Row[]>`
    WITH team AS (
      UPDATE sandbox_team SET calls = calls + 1 WHERE key_digest = ${digestOfKey(key ?? "")}
      RETURNING id, scopes, calls, credit_limit, credits_used, cycle_started_at
    ), counted AS (
      INSERT INTO sandbox_window AS w
        (team_id, endpoint, minute_opened_at, minute_used, hour_opened_at, hour_used, day_opened_at, day_used)
      SELECT id, ${scope}, now(), 1, now(), 1, now(), 1 FROM team
      ON CONFLICT (team_id, endpoint) DO UPDATE SET
        minute_opened_at = CASE WHEN w.minute_opened_at > now() - interval '1 minute' THEN w.minute_opened_at ELSE now() END,
        minute_used = CASE WHEN w.minute_opened_at > now() - interval '1 minute' THEN w.minute_used + 1 ELSE 1 END,
        hour_opened_at = CASE WHEN w.hour_opened_at > now() - interval '1 hour' THEN w.hour_opened_at ELSE now() END,
        hour_used = CASE WHEN w.hour_opened_at > now() - interval '1 hour' THEN w.hour_used + 1 ELSE 1 END,
        day_opened_at = CASE WHEN w.day_opened_at > now() - interval '1 day' THEN w.day_opened_at ELSE now() END,
        day_used = CASE WHEN w.day_opened_at > now() - interval '1 day' THEN w.day_used + 1 ELSE 1 END
      RETURNING *
    )
    SELECT
      (SELECT settings FROM sandbox_switch WHERE id = 'current') AS settings,
      team.id, team.scopes, team.calls, team.credit_limit::float8 AS "creditLimit", team.credits_used::float8 AS "creditsUsed",
      team.cycle_started_at AS "cycleStartedAt",
      coalesce(counted.minute_used, 0) AS "minuteUsed", coalesce(counted.hour_used, 0) AS "hourUsed",
      coalesce(counted.day_used, 0) AS "dayUsed",
      coalesce(extract(epoch FROM counted.minute_opened_at + interval '1 minute' - now()), 0)::float8 AS "minuteLeftS",
      coalesce(extract(epoch FROM counted.hour_opened_at + interval '1 hour' - now()), 0)::float8 AS "hourLeftS",
      coalesce(extract(epoch FROM counted.day_opened_at + interval '1 day' - now()), 0)::float8 AS "dayLeftS"
    FROM (SELECT 1) AS one LEFT JOIN team ON true LEFT JOIN counted ON true`;
  const [row] = rows;
  if (!row) throw new Error("the emulator's opening statement gave no row");
  return { switches: readSwitches(row.settings), team: toTeam(row), counts: row };
}
