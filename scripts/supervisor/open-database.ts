import { findRunningPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import type { StartEnvironment } from "@/lib/env/environment";
import { lockDataFolder } from "@/scripts/supervisor/data-folder";

export type OpenDatabase = { url: string; close(): Promise<void> };

/**
 * The database for a command that may run beside the program: the one that is named, the built-in one that is running, or
 * else the built-in one started for this, while which no other start may use the folder.
 */
export async function openDatabase({ DATABASE_URL, DATA_DIR }: StartEnvironment): Promise<OpenDatabase> {
  const url = DATABASE_URL ?? findRunningPostgres(DATA_DIR)?.url;
  if (url !== undefined) return { url, close: () => Promise.resolve() };
  const lock = lockDataFolder(DATA_DIR);
  try {
    const server = await startPostgres({ dataDir: DATA_DIR });
    const close = async () => {
      await server.stop();
      lock.release();
    };
    return { url: server.url, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
