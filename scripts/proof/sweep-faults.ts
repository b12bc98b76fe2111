import type { Client } from "pg";

/** What is still under way, and what stands half written. Asked for when everything has had its turn. */
const FAULTS = [
  {
    what: "an attempt is stuck",
    sql: `SELECT id || ' ' || state AS told FROM attempt WHERE workspace_id = $1 AND state IN ('reserved', 'sending')`,
  },
  {
    what: "a body is not applied",
    sql: `SELECT d.id || ' ' || d.state || coalesce(' ' || d.reason, '') AS told
            FROM delivery d JOIN attempt a ON a.id = d.attempt_id
           WHERE d.workspace_id = $1 AND d.state <> CASE WHEN a.erased_at IS NULL THEN 'applied' ELSE 'dropped' END`,
  },
  {
    what: "a phone is still waited for",
    sql: `SELECT id || ' ' || phone_state AS told FROM attempt
           WHERE workspace_id = $1 AND state <> 'unknown' AND (phone_state IN ('waiting', 'late') OR hold_until IS NOT NULL)`,
  },
  {
    what: "an attempt is polled for with nothing to wait for",
    sql: `SELECT id AS told FROM attempt WHERE workspace_id = $1 AND poll_at IS NOT NULL
             AND phone_state NOT IN ('waiting', 'late') AND waterfall_state NOT IN ('waiting', 'late')`,
  },
  {
    what: "an unknown outcome is not shown, or its hold is gone",
    sql: `SELECT a.id || ' ' || coalesce(l.outcome, 'no lookup') || ' held ' || coalesce(l.credits_held, 0) AS told
            FROM attempt a LEFT JOIN lookup l ON l.attempt_id = a.id
            LEFT JOIN ledger_entry h ON h.attempt_id = a.id AND h.kind = 'hold'
           WHERE a.workspace_id = $1 AND a.state = 'unknown' AND a.settled_at IS NULL
             AND (l.outcome IS DISTINCT FROM 'unknown' OR l.credits_held IS DISTINCT FROM h.credits)`,
  },
  {
    what: "a lookup is stuck",
    sql: `SELECT id || ' ' || outcome AS told FROM lookup WHERE workspace_id = $1 AND outcome IN ('looking_up', 'queued')`,
  },
  {
    what: "a lookup does not say what its attempt says",
    sql: `SELECT l.id || ' ' || l.outcome || ' ' || l.phone_state || ', ' || a.state || ' ' || a.phone_state AS told
            FROM lookup l JOIN attempt a ON a.id = l.attempt_id
           WHERE l.workspace_id = $1 AND a.erased_at IS NULL
             AND (l.phone_state <> a.phone_state OR (l.settled_at IS NULL) <> (a.settled_at IS NULL)
                  OR (l.outcome = 'matched') <> (a.state = 'matched') OR (l.outcome = 'matched') <> (l.person_id IS NOT NULL))`,
  },
  {
    what: "a lookup and an attempt are not written together",
    sql: `SELECT coalesce(l.id, a.id) AS told
            FROM (SELECT * FROM lookup WHERE workspace_id = $1) l FULL JOIN
                 (SELECT * FROM attempt WHERE workspace_id = $1) a ON a.id = l.attempt_id
           WHERE l.id IS NULL OR a.id IS NULL`,
  },
  {
    what: "an erasure is not done",
    sql: `SELECT id AS told FROM erasure WHERE workspace_id = $1 AND state <> 'done'`,
  },
  {
    what: "something of an erased person is left",
    sql: `SELECT a.id || ' ' || l.outcome || ' ' || l.label AS told
            FROM attempt a JOIN lookup l ON l.attempt_id = a.id LEFT JOIN delivery d ON d.attempt_id = a.id
           WHERE a.workspace_id = $1 AND a.erased_at IS NOT NULL
             AND (a.response_body IS NOT NULL OR a.returned_apollo_id IS NOT NULL OR a.requested_apollo_id IS NOT NULL OR a.request ? 'apolloId'
                  OR l.person_id IS NOT NULL OR l.outcome <> 'erased' OR l.input <> '{}' OR octet_length(d.body) > 0)`,
  },
  {
    what: "an API key does not end",
    sql: `SELECT id AS told FROM api_key WHERE workspace_id = $1 AND state = 'ending'`,
  },
  {
    what: "a person belongs to no lookup",
    sql: `SELECT id || ' ' || full_name AS told FROM person p
           WHERE workspace_id = $1 AND NOT EXISTS (SELECT FROM lookup l WHERE l.person_id = p.id)`,
  },
  {
    what: "a person cannot be found by their own id",
    sql: `SELECT id || ' ' || full_name AS told FROM person p WHERE workspace_id = $1 AND NOT EXISTS (
            SELECT FROM person_identity i WHERE i.person_id = p.id AND i.kind = 'apollo' AND i.value = p.apollo_id)`,
  },
] as const;

/** Every way in which one workspace is stuck or half written, as sentences. */
export async function findLeftovers(client: Client, workspaceId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { what, sql } of FAULTS) {
    const { rows } = await client.query<{ told: string }>(sql, [workspaceId]);
    found.push(...rows.map(({ told }) => `${what}: ${told}`));
  }
  return found;
}

/** Whether anything still has its turn to come. What is unknown and not settled counts: its turn may be the next. */
export async function isAtRest(client: Client, workspaceId: string): Promise<boolean> {
  const { rows } = await client.query<{ open: number }>(
    `SELECT (SELECT count(*) FROM attempt WHERE workspace_id = $1
              AND (settled_at IS NULL OR phone_state IN ('waiting', 'late') OR hold_until IS NOT NULL))::int
          + (SELECT count(*) FROM delivery WHERE workspace_id = $1 AND state = 'received')::int
          + (SELECT count(*) FROM erasure WHERE workspace_id = $1 AND state = 'erasing')::int
          + (SELECT count(*) FROM api_key WHERE workspace_id = $1 AND state = 'ending')::int AS open`,
    [workspaceId],
  );
  return rows[0]?.open === 0;
}
