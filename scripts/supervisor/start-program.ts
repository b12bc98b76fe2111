import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { parseEnvironment, parseStartEnvironment, type StartEnvironment } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { buildApp, isBuildFresh } from "@/scripts/supervisor/build";
import { composeEnvironment } from "@/scripts/supervisor/compose-environment";
import { endLeftWebProcess, lockDataFolder, noteWebProcess, prepareDataFolder } from "@/scripts/supervisor/data-folder";
import { keepRunning } from "@/scripts/supervisor/keep-running";
import { requireFreePort } from "@/scripts/supervisor/ports";
import { runFirstStart } from "@/scripts/supervisor/prepare-first-start";
import { say, seconds, step } from "@/scripts/supervisor/progress";
import type { Run } from "@/scripts/supervisor/run-until-stopped";
import { updateDatabase } from "@/scripts/supervisor/update-database";
import { startWebServer, type WebServer } from "@/scripts/supervisor/web-server";

export type Mode = "production" | "development";

const READY_WITHIN_MS = 60_000;

/** `npm start` and `npm run dev`: everything up and kept up. Throws StartError. */
export async function startProgram(mode: Mode, run: Run): Promise<void> {
  const began = performance.now();
  loadEnvFile();
  const env = parseStartEnvironment(process.env);
  await takeDataFolder(env, run);
  const own = env.DATABASE_URL === undefined ? await startOwnPostgres(env, run) : null;
  const childEnv = composeEnvironment(env, own?.appUrl ?? env.DATABASE_URL ?? "");
  const ownerUrl = own?.url ?? env.DATABASE_URL ?? "";
  await step("Updating the database", () => updateDatabase(parseEnvironment(childEnv), ownerUrl));
  run.signal.throwIfAborted();
  const { setupUrl } = await step("Preparing the workspaces", () => runFirstStart(childEnv, run.signal));
  run.signal.throwIfAborted();
  if (mode === "production" && !isBuildFresh()) {
    await step("Building the app (at the first start, and after a change)", () => buildApp(run.signal));
  }
  run.signal.throwIfAborted();
  await serve({ mode, env, childEnv }, run);
  welcome(env, setupUrl, began);
}

async function takeDataFolder(env: StartEnvironment, run: Run): Promise<void> {
  prepareDataFolder(env.DATA_DIR);
  const lock = lockDataFolder(env.DATA_DIR);
  run.onEnd(() => {
    lock.release();
  });
  if (await endLeftWebProcess(env.DATA_DIR)) say("Ended the web server that an earlier run had left behind.");
  await requireFreePort(env.PORT);
}

/** The data folder's own PostgreSQL, which is kept running at its address. */
async function startOwnPostgres({ DATA_DIR: dataDir }: StartEnvironment, run: Run): Promise<EmbeddedPostgres> {
  const starting = step("Starting PostgreSQL", () => startPostgres({ dataDir }));
  const keeping = starting.then((first) =>
    keepRunning({ what: "PostgreSQL", first, again: () => startPostgres({ dataDir, port: first.port }) }),
  );
  // Asked for at the end even when a stop came in the middle of the start: nothing may stay behind.
  run.onEnd(() =>
    keeping.then(
      (kept) => kept.stop(),
      () => undefined,
    ),
  );
  const first = await starting;
  if (first.isAdopted) say("PostgreSQL of an earlier run was still up and is used.");
  if (!first.folder.startsWith(dataDir)) {
    say(
      `The database lies in ${first.folder}: PostgreSQL does not run as root, and no other user may enter ${dataDir}.`,
    );
  }
  return first;
}

type Serving = { mode: Mode; env: StartEnvironment; childEnv: NodeJS.ProcessEnv };

async function serve({ mode, env, childEnv }: Serving, run: Run): Promise<void> {
  const startWeb = (): WebServer => {
    const web = startWebServer({ mode, port: env.PORT, appUrl: env.APP_URL, env: { ...childEnv, NODE_ENV: mode } });
    noteWebProcess(env.DATA_DIR, web.pid);
    return web;
  };
  const first = startWeb();
  let kept: { stop(): Promise<void> } = first;
  run.onEnd(() => kept.stop());
  await first.ready(READY_WITHIN_MS);
  const again = (): Promise<WebServer> => {
    const web = startWeb();
    web.ready(READY_WITHIN_MS).catch(() => undefined); // Its end is seen, and answered, by whoever keeps it running.
    return Promise.resolve(web);
  };
  kept = keepRunning({ what: "The web server", first, again });
}

function welcome(env: StartEnvironment, setupUrl: string | null, began: number): void {
  say(`Perihelion is ready at ${env.APP_URL} (after ${seconds(began)}).`);
  if (env.APP_URL !== `http://localhost:${String(env.PORT)}`)
    say(`On this machine it listens at port ${String(env.PORT)}.`);
  if (setupUrl) say(`Create the first admin here, once: ${setupUrl}`);
  say("Ctrl-C stops it.");
}
