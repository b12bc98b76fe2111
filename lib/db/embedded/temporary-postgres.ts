import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";

/** A PostgreSQL for tests and tools: in a temporary folder, without durability, gone when it stops or this process ends. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "perihelion-temporary-"));
  chmodSync(dataDir, 0o711);
  const server = await startPostgres({ dataDir, isDurable: false });
  const warden = watchOver(server.folder, dataDir);
  return {
    ...server,
    stop: async () => {
      warden.kill();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A process that is killed outright cannot stop its server: a shell that outlives it does, whichever runs there by then. */
export function watchOver(clusterDir: string, dataDir: string): ReturnType<typeof spawn> {
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 2; done; kill -QUIT "$(head -n 1 "$2/postmaster.pid")"; sleep 1; rm -rf "$3"';
  const args = ["-c", script, "warden", String(process.pid), clusterDir, dataDir];
  const warden = spawn("sh", args, { stdio: "ignore", detached: true });
  warden.unref();
  return warden;
}
