import { noteKeyRing, requireKeyRing } from "@/lib/crypto/key-ring-sentinel";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";
import type { Environment } from "@/lib/env/environment";

type Updated = Pick<Environment, "DATABASE_URL" | "ENCRYPTION_KEYS">;

/**
 * Brings the database to this code's schema, for whoever holds the keys that sealed it. Throws StartError; with the wrong
 * keys before anything is changed.
 */
export async function updateDatabase({ DATABASE_URL: url, ENCRYPTION_KEYS: ring }: Updated): Promise<void> {
  const client = await connectOnce(url);
  try {
    await requireKeyRing(client, ring);
    await migrateDatabase(url);
    await noteKeyRing(client, ring);
  } finally {
    await client.end();
  }
}
