import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import { directPool } from "@/lib/db/direct-pool";
import { createGroupCommit } from "@/lib/db/group-commit";

/**
 * Whom a token speaks for: an attempt, or a self-test that waits for its one call. `isExpired`: its window, 35 days after
 * the attempt closed, is over.
 */
export type Target = { kind: "attempt"; attemptId: string; isExpired: boolean } | { kind: "probe"; probeId: string };

const TARGETS_MAX = 5000;
const FRESH_MS = 60_000;

// One statement for both, so that nobody can tell by the time which of them a token is not.
const FIND = `
  SELECT id, token_hash, coalesce(token_expires_at, settled_at + interval '35 days') < now() AS is_expired, false AS is_probe
  FROM attempt WHERE token_hash = ANY ($1::bytea[])
  UNION ALL
  SELECT id, token_hash, false, true
  FROM webhook_probe WHERE token_hash = ANY ($1::bytea[])
    AND arrived_at IS NULL AND finished_at IS NULL AND created_at > now() - interval '1 minute'`;

type Row = { id: string; token_hash: Buffer; is_expired: boolean | null; is_probe: boolean };

const find = createGroupCommit<Buffer, { target: Target | null }>(async (hashes) => {
  const { rows } = await directPool().query<Row>({ name: "find-targets", text: FIND, values: [hashes] });
  const byHash = new Map(rows.map((row) => [row.token_hash.toString("hex"), row]));
  return hashes.map((hash) => {
    const row = byHash.get(hash.toString("hex"));
    return { target: row ? toTarget(row) : null };
  });
});

function toTarget({ id, is_expired, is_probe }: Row): Target {
  return is_probe ? { kind: "probe", probeId: id } : { kind: "attempt", attemptId: id, isExpired: is_expired === true };
}

/** Least recently used first. Only attempts are kept: a token that nobody knows, or that is good once, is asked for each time. */
const remembered = new Map<string, { target: Target; until: number }>();

/**
 * Whom a token speaks for, or null. A malformed token is hashed and looked for like any other, so that it takes the same
 * time. Throws within `timeoutMs` when the database does not answer.
 */
export async function findTarget(token: string, timeoutMs: number): Promise<Target | null> {
  const hash = sha256(token);
  const key = hash.toString("hex");
  const known = remembered.get(key);
  if (known && known.until > performance.now()) {
    remembered.delete(key);
    remembered.set(key, known);
    return known.target;
  }
  const { target } = await find(hash, { bytes: hash.length, timeoutMs });
  if (target?.kind === "attempt") remember(key, target);
  return target;
}

/** Called when the attempt turned out to be gone. */
export function forgetTarget(token: string): void {
  remembered.delete(sha256(token).toString("hex"));
}

function remember(key: string, target: Target): void {
  remembered.delete(key);
  remembered.set(key, { target, until: performance.now() + FRESH_MS });
  const [oldest] = remembered.keys();
  if (remembered.size > TARGETS_MAX && oldest !== undefined) remembered.delete(oldest);
}
