import "server-only";
import { createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { open, seal } from "@/lib/crypto/seal";
import type { SealedPlace } from "@/lib/crypto/sealed-text";
import { db, type Tx } from "@/lib/db/client";

const ID = "current";
const placeOf = (keyVersion: number): SealedPlace => ({
  ...{ table: "suppression_key", column: "sealed", rowId: ID },
  keyVersion,
});

let known: KeyObject | null = null;

/** The key of the list's digests, or null where none was ever made: then the list is empty. */
export async function findSuppressionKey(tx: Tx): Promise<KeyObject | null> {
  if (known) return known;
  const row = await tx.suppressionKey.findUnique({ where: { id: ID } });
  if (!row) return null;
  // Made once: a key in bytes is made into this anew for each digest, which takes longer than the digest.
  known = createSecretKey(open(row.sealed, placeOf(row.keyVersion)), "base64url");
  return known;
}

/** Makes the key if there is none yet. In a commit of its own: of two who make it at once both use the same afterwards. */
export async function requireSuppressionKey(): Promise<KeyObject> {
  const there = await findSuppressionKey(db);
  if (there) return there;
  const sealed = seal(randomBytes(32).toString("base64url"), placeOf(1));
  await db.suppressionKey.createMany({ data: [{ id: ID, sealed, keyVersion: 1 }], skipDuplicates: true });
  const made = await findSuppressionKey(db);
  if (!made) throw new Error("the key of the suppression list was not kept");
  return made;
}
