import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import { directPool } from "@/lib/db/direct-pool";
import { createGroupCommit } from "@/lib/deliveries/server/group-commit";

/** Whom a token speaks for. `isExpired`: its window, 35 days after the attempt closed, is over. */
export type Target = { attemptId: string; isExpired: boolean };

const TARGETS_MAX = 5000;
const FRESH_MS = 60_000;

const FIND = `
  SELECT id, token_hash, coalesce(token_expires_at, settled_at + interval '35 days') < now() AS is_expired
  FROM attempt WHERE token_hash = ANY ($1::bytea[])`;

type Row = { id: string; token_hash: Buffer; is_expired: boolean | null };

const find = createGroupCommit<Buffer, { target: Target | null }>(async (hashes) => {
  const { rows } = await directPool().query<Row>({ name: "find-targets", text: FIND, values: [hashes] });
  const byHash = new Map(rows.map((row) => [row.token_hash.toString("hex"), row]));
  return hashes.map((hash) => {
    const row = byHash.get(hash.toString("hex"));
    return { target: row ? { attemptId: row.id, isExpired: row.is_expired === true } : null };
  });
});

/** Least recently used first. Only what was found is kept: a token nobody knows is asked for each time. */
const remembered = new Map<string, { target: Target; until: number }>();

/**
 * The attempt of a token, or null. A malformed token is hashed and looked for like any other, so that it takes the same
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
  if (target) remember(key, target);
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
