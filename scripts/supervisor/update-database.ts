import { noteKeyRing, requireKeyRing } from "@/lib/crypto/key-ring-sentinel";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";
import type { Environment } from "@/lib/env/environment";

/**
 * Brings the database at its owner's address to this code's schema, for whoever holds the keys that sealed it. Throws
 * StartError; with the wrong keys before anything is changed.
 */
export async function updateDatabase(
  { ENCRYPTION_KEYS: ring }: Pick<Environment, "ENCRYPTION_KEYS">,
  url: string,
): Promise<void> {
  const client = await connectOnce(url);
  try {
    await requireKeyRing(client, ring);
    await migrateDatabase(url);
    await noteKeyRing(client, ring);
  } finally {
    await client.end();
  }
}
