import type { ClientBase } from "pg";
import { openWith, type SealedPlace, sealWith } from "@/lib/crypto/sealed-text";
import type { KeyRing } from "@/lib/env/environment";
import { StartError } from "@/lib/env/start-error";

const WORD = "perihelion";

const placeOf = (keyId: string): SealedPlace => ({
  table: "key_ring_sentinel",
  column: "sealed",
  rowId: keyId,
  keyVersion: 1,
});

/**
 * Throws StartError, naming the key, unless this ring opens a word that each key in use has sealed. Reads only; a database
 * that was never started has no such word and takes any ring.
 */
export async function requireKeyRing(client: ClientBase, ring: KeyRing): Promise<void> {
  const { rows: tables } = await client.query("SELECT WHERE to_regclass('key_ring_sentinel') IS NOT NULL");
  if (tables.length === 0) return;
  const { rows } = await client.query<{ key_id: string; sealed: string }>(
    "SELECT key_id, sealed FROM key_ring_sentinel ORDER BY created_at",
  );
  for (const { key_id: keyId, sealed } of rows) {
    if (opens(ring, sealed, keyId)) continue;
    const isThere = ring.some(({ id }) => id === keyId);
    const wrong = isThere ? "is not the one that sealed this database" : "is missing, and sealed this database";
    throw new StartError(
      `The key "${keyId}" of the key ring ${wrong}: start with the ENCRYPTION_KEYS, or the DATA_DIR, that it was made with.`,
    );
  }
}

function opens(ring: KeyRing, sealed: string, keyId: string): boolean {
  try {
    return openWith(ring, sealed, placeOf(keyId)) === WORD;
  } catch {
    return false; // Whatever the reason, this ring does not open it: that is the answer.
  }
}

/**
 * Seals the word with the ring's first key, once: from now on the database asks for that key. Of two first starts with a
 * ring each, the later one is refused. Throws StartError.
 */
export async function noteKeyRing(client: ClientBase, ring: KeyRing): Promise<void> {
  const [{ id }] = ring;
  await client.query("BEGIN");
  try {
    await client.query("LOCK TABLE key_ring_sentinel IN SHARE ROW EXCLUSIVE MODE");
    await requireKeyRing(client, ring);
    await client.query("INSERT INTO key_ring_sentinel (key_id, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      id,
      sealWith(ring[0], WORD, placeOf(id)),
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
