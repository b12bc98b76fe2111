import { rm } from "node:fs/promises";
import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { watchOver } from "@/lib/db/embedded/temporary-postgres";
import { makeDataDir } from "@/lib/testing/app-server";
import type { Killable } from "@/scripts/proof/killable";

/** `kill` is `pg_ctl stop -m immediate`; `start` comes back at the same port. */
export type DurablePostgres = Killable & { postgres: EmbeddedPostgres; end: () => Promise<void> };

/** A PostgreSQL in a temporary folder whose commits are on disk when they are said to be. */
export async function startDurablePostgres(): Promise<DurablePostgres> {
  const dataDir = await makeDataDir();
  const postgres = await startPostgres({ dataDir });
  const warden = watchOver(postgres.folder, dataDir);
  let current = Promise.resolve(postgres);
  let isOver = false;
  return {
    postgres,
    kill: async () => {
      const server = await current;
      process.kill(server.process.pid, "SIGQUIT");
      await server.ended;
    },
    start: async () => {
      if (isOver) throw new Error("this PostgreSQL was put away");
      current = startPostgres({ dataDir, port: postgres.port });
      await current;
    },
    end: async () => {
      isOver = true;
      warden.kill();
      await current.then(
        (server) => server.stop(),
        () => undefined,
      );
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
