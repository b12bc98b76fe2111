import "server-only";
import { randomBytes } from "node:crypto";
import { open, seal } from "@/lib/crypto/seal";
import { db, type Tx } from "@/lib/db/client";

const ID = "audit";
const KEY_BYTES = 32;
const PLACE = { table: "audit_key", column: "sealed", rowId: ID, keyVersion: 1 };

// Next's several bundles evaluate this module more than once; the key is one.
const held = globalThis as typeof globalThis & { perihelionAuditKey?: Buffer };

/**
 * The key that marks and chains events. It lies in the database, sealed by the key ring: a new ring seals it anew and leaves
 * it as it is, and whoever has the database alone does not have it. Made at the first use of an installation.
 */
export async function readAuditKey(tx: Tx): Promise<Buffer> {
  const known = held.perihelionAuditKey ?? (await findAuditKey(tx)) ?? (await makeAuditKey());
  held.perihelionAuditKey = known;
  return known;
}

async function findAuditKey(tx: Tx): Promise<Buffer | undefined> {
  const row = await tx.auditKey.findUnique({ where: { id: ID } });
  return row ? Buffer.from(open(row.sealed, PLACE), "base64") : undefined;
}

/** By a connection of its own: the caller's transaction may be undone, and a key that was used must stay. */
async function makeAuditKey(): Promise<Buffer> {
  const sealed = seal(randomBytes(KEY_BYTES).toString("base64"), PLACE);
  await db.auditKey.createMany({ data: [{ id: ID, sealed }], skipDuplicates: true });
  const key = await findAuditKey(db);
  if (!key) throw new Error("the audit has no key");
  return key;
}
