import "server-only";
import { inTransaction } from "@/lib/db/client";

/** Forgets the team's calls, bill and callbacks, fills its credits up, and puts all switches back. Returns its limit. */
export function resetSandbox(teamId: string, credits: number | null): Promise<number> {
  return inTransaction(async (tx) => {
    const rows = await tx.$queryRaw<{ creditLimit: number }[]>`
      UPDATE sandbox_team SET credits_used = 0, credit_limit = coalesce(${credits}, credit_limit), cycle_started_at = now()
      WHERE id = ${teamId} RETURNING credit_limit::float8 AS "creditLimit"`;
    await tx.$executeRaw`DELETE FROM sandbox_enrichment WHERE team_id = ${teamId}`;
    await tx.$executeRaw`DELETE FROM sandbox_request WHERE team_id = ${teamId}`;
    await tx.$executeRaw`DELETE FROM sandbox_window WHERE team_id = ${teamId}`;
    await tx.$executeRaw`DELETE FROM sandbox_switch`;
    return rows[0]?.creditLimit ?? 0;
  });
}
