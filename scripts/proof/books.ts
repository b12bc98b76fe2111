import type { Client } from "pg";

/** Resolves once nothing of the workspace is under way: no call, no phone waited for, no body to apply. Throws when it takes longer. */
export async function untilSettled(client: Client, workspaceId: string, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM attempt WHERE workspace_id = $1
                AND (state IN ('reserved', 'sending') OR phone_state = 'waiting' OR waterfall_state = 'waiting'))::int
            + (SELECT count(*) FROM delivery WHERE workspace_id = $1 AND state = 'received')::int AS open`,
      [workspaceId],
    );
    const open = rows[0]?.open ?? 0;
    if (open === 0) return;
    if (performance.now() > deadline) throw new Error(`${open} attempts and bodies of ${workspaceId} did not settle`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

export type Period = { scope: string; limit: number | null; held: number; spent: number };

/** Null for no limit. Credits of four decimals at most are exact in a double. */
export async function readPeriods(client: Client, workspaceId: string): Promise<Period[]> {
  const { rows } = await client.query<Period>(
    `SELECT scope, credit_limit::float8 AS limit, held::float8 AS held, spent::float8 AS spent
       FROM budget_period WHERE workspace_id = $1 ORDER BY scope`,
    [workspaceId],
  );
  return rows;
}

const SUMS = `
  WITH entry AS (
    SELECT a.id AS attempt_id, a.workspace_id, a.state,
           coalesce(sum(l.credits) FILTER (WHERE l.kind = 'hold'), 0) AS hold,
           coalesce(sum(l.credits) FILTER (WHERE l.kind IN ('charge', 'adjustment')), 0) AS spent,
           coalesce(sum(l.credits) FILTER (WHERE l.kind IN ('charge', 'release')), 0) AS gone,
           count(*) FILTER (WHERE l.kind = 'hold')::int AS holds,
           (SELECT h.period_ids FROM ledger_entry h WHERE h.attempt_id = a.id AND h.kind = 'hold' LIMIT 1) AS periods
      FROM attempt a LEFT JOIN ledger_entry l ON l.attempt_id = a.id
     WHERE a.workspace_id = ANY ($1) GROUP BY a.id
  )`;

const FAULTS = [
  {
    what: "a budget's sums are not those of its entries",
    sql: `${SUMS}
      SELECT p.id || ': held ' || p.held || ' spent ' || p.spent || ', entries say held '
             || coalesce(sum(greatest(e.hold - e.gone, 0)), 0) || ' spent ' || coalesce(sum(e.spent), 0) AS told
        FROM budget_period p LEFT JOIN entry e ON p.id = ANY (e.periods)
       WHERE p.workspace_id = ANY ($1) GROUP BY p.id
      HAVING p.held <> coalesce(sum(greatest(e.hold - e.gone, 0)), 0) OR p.spent <> coalesce(sum(e.spent), 0)`,
  },
  {
    what: "a budget holds more than its limit",
    sql: `SELECT id || ': ' || held || ' + ' || spent || ' > ' || credit_limit AS told FROM budget_period
           WHERE workspace_id = ANY ($1) AND held + spent > credit_limit`,
  },
  {
    what: "an attempt has not exactly one hold",
    sql: `${SUMS} SELECT attempt_id || ': ' || holds AS told FROM entry WHERE holds <> 1`,
  },
  {
    // One that waits for a mobile to follow the phones that came keeps it for a while.
    what: "a settled attempt keeps a hold",
    sql: `${SUMS}
      SELECT e.attempt_id || ' (' || e.state || '): held ' || e.hold || ', gone ' || e.gone AS told
        FROM entry e JOIN attempt a ON a.id = e.attempt_id
       WHERE a.settled_at IS NOT NULL AND a.hold_until IS NULL AND a.phone_state NOT IN ('waiting', 'late')
         AND a.waterfall_state NOT IN ('waiting', 'late') AND e.hold > e.gone`,
  },
  {
    what: "what a lookup says it cost is not what its entries say",
    sql: `${SUMS}
      SELECT e.attempt_id || ': charged ' || coalesce(sum(l.credits_charged), 0) || ', entries ' || e.spent AS told
        FROM entry e LEFT JOIN lookup l ON l.attempt_id = e.attempt_id
       GROUP BY e.attempt_id, e.spent HAVING coalesce(sum(l.credits_charged), 0) <> e.spent`,
  },
] as const;

/** Every way in which the books of these workspaces contradict themselves, as sentences. */
export async function findBookFaults(client: Client, workspaceIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { what, sql } of FAULTS) {
    const { rows } = await client.query<{ told: string }>(sql, [workspaceIds]);
    found.push(...rows.map(({ told }) => `${what}: ${told}`));
  }
  return found;
}
