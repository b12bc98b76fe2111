import "server-only";
import { DatabaseError } from "pg";
import { directPool } from "@/lib/db/direct-pool";
import { BODIES_PER_TOKEN_MAX } from "@/lib/deliveries/delivery";
import { newId } from "@/lib/ids/ids";

export type Inbound = { attemptId: string; bodySha256: Buffer; body: Buffer };

/** `gone`: the attempt no longer exists. `too_many`: its token has left as many different bodies as it may. */
export type StoredAs = "new" | "seen" | "too_many" | "gone";

// One statement, so one commit. A body of an erased attempt is not kept, only that and when it came; one that may still
// cost something is held until that is booked, within seconds. Rows of one batch are different bodies: ON CONFLICT refuses
// to touch a row twice.
const INSERT = `
  WITH given AS (
    SELECT r.*, a.workspace_id, a.erased_at IS NOT NULL AND a.bulk_call_id IS NULL
             AND (a.state NOT IN ('sending', 'unknown', 'matched')
                  OR (a.state = 'matched' AND a.phone_state = 'not_asked' AND a.waterfall_state = 'not_asked')) AS is_erased,
           row_number() OVER (PARTITION BY r.attempt_id ORDER BY r.id) AS nth
    FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::int[]) AS r (id, attempt_id, sha, body, times)
    JOIN attempt a ON a.id = r.attempt_id
  ), stored AS (
    INSERT INTO delivery (id, workspace_id, attempt_id, body_sha256, body, state, reason, seen, received_at, last_seen_at)
    SELECT id, workspace_id, attempt_id, sha, CASE WHEN is_erased THEN ''::bytea ELSE body END,
           CASE WHEN is_erased THEN 'dropped' ELSE 'received' END, CASE WHEN is_erased THEN 'erased' END,
           times, clock_timestamp(), clock_timestamp()
    FROM given g
    WHERE nth + (SELECT count(*) FROM delivery d WHERE d.attempt_id = g.attempt_id) <= ${String(BODIES_PER_TOKEN_MAX)}
       OR EXISTS (SELECT FROM delivery d WHERE d.attempt_id = g.attempt_id AND d.body_sha256 = g.sha)
    ON CONFLICT (attempt_id, body_sha256)
      DO UPDATE SET seen = delivery.seen + excluded.seen, last_seen_at = excluded.last_seen_at
    RETURNING attempt_id, body_sha256, id
  )
  SELECT g.id, CASE WHEN s.id IS NULL THEN 'too_many' WHEN s.id = g.id THEN 'new' ELSE 'seen' END AS outcome
  FROM given g LEFT JOIN stored s ON s.attempt_id = g.attempt_id AND s.body_sha256 = g.sha`;

// The same bytes by webhook are the same row; one that was put aside as another's is now known to be ours, with its bytes
// should retention have taken them meanwhile.
const INSERT_POLLED = `
  INSERT INTO delivery (id, workspace_id, attempt_id, body_sha256, body, state, via, received_at, last_seen_at)
  SELECT $1, workspace_id, id, $3, $4, 'received', 'poll', clock_timestamp(), clock_timestamp()
    FROM attempt WHERE id = $2 AND erased_at IS NULL
  ON CONFLICT (attempt_id, body_sha256) DO UPDATE
    SET seen = delivery.seen + 1, last_seen_at = excluded.last_seen_at, via = CASE
          WHEN delivery.state = 'mismatch' THEN 'poll' ELSE delivery.via END,
        state = CASE WHEN delivery.state = 'mismatch' AND delivery.via = 'webhook' THEN 'received' ELSE delivery.state END,
        body = CASE WHEN delivery.state = 'mismatch' AND delivery.via = 'webhook' THEN excluded.body ELSE delivery.body END,
        body_removed_at = CASE WHEN delivery.state = 'mismatch' AND delivery.via = 'webhook' THEN NULL
          ELSE delivery.body_removed_at END`;

/** Stores what was asked for and given, and commits. Nothing is kept of an erased attempt. */
export async function storePolled({ attemptId, bodySha256, body }: Inbound): Promise<void> {
  await directPool().query(INSERT_POLLED, [newId("delivery"), attemptId, bodySha256, body]);
}

type Row = Inbound & { id: string; times: number };

/**
 * Stores all and commits; equal bodies of one attempt become one row that counts them. Outcomes in the order given. When a
 * row poisons the statement, the rows are stored one by one and only that one fails.
 */
export async function storeInbound(items: readonly Inbound[]): Promise<(StoredAs | Error)[]> {
  const rows = new Map<string, Row>();
  const keys = items.map((item) => `${item.attemptId}\0${item.bodySha256.toString("latin1")}`);
  items.forEach((item, index) => {
    const key = keys[index] ?? "";
    const row = rows.get(key);
    if (row) row.times += 1;
    else rows.set(key, { ...item, id: newId("delivery"), times: 1 });
  });
  const outcomes = await insertApart([...rows.values()]);
  return keys.map((key) => outcomes.get(rows.get(key)?.id ?? "") ?? "gone");
}

async function insertApart(rows: readonly Row[]): Promise<Map<string, StoredAs | Error>> {
  try {
    return await insert(rows);
  } catch (error) {
    if (rows.length === 1 || !isPoison(error)) throw error;
  }
  const outcomes = new Map<string, StoredAs | Error>();
  for (const row of rows) {
    try {
      for (const [id, outcome] of await insert([row])) outcomes.set(id, outcome);
    } catch (error) {
      outcomes.set(row.id, error instanceof Error ? error : new Error(String(error)));
    }
  }
  return outcomes;
}

async function insert(rows: readonly Row[]): Promise<Map<string, StoredAs>> {
  const columns = [
    rows.map(({ id }) => id),
    rows.map(({ attemptId }) => attemptId),
    rows.map(({ bodySha256 }) => bodySha256),
    rows.map(({ body }) => body),
    rows.map(({ times }) => times),
  ];
  const { rows: stored } = await directPool().query<{ id: string; outcome: StoredAs }>({
    name: "store-deliveries",
    text: INSERT,
    values: columns,
  });
  return new Map(stored.map(({ id, outcome }) => [id, outcome]));
}

/** True when the server refused what it was given, so that other rows may still pass: not when it is busy or away. */
function isPoison(error: unknown): boolean {
  return error instanceof DatabaseError && !/^(08|25|40|53|55|57|58)/.test(error.code ?? "08");
}
