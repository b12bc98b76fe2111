import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMIN, freePort, startApp } from "../lib/testing/app-server";

/** One production server for the whole suite, on a fresh data folder, with its first admin. */
export default async function startSuite(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "perihelion-e2e-"));
  const server = await startApp({
    dataDir,
    port: await freePort(),
    env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
  });
  process.env["PERIHELION_URL"] = server.url;
  process.env["PERIHELION_DATA_DIR"] = dataDir;
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
