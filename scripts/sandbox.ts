import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { parseStartEnvironment } from "@/lib/env/environment";
import { StartError } from "@/lib/env/start-error";
import { readSwitchFlags, SWITCH_FLAGS } from "@/lib/sandbox/switch-flags";
import { composeEnvironment } from "@/scripts/supervisor/compose-environment";
import { prepareDataFolder } from "@/scripts/supervisor/data-folder";
import { type Run, runUntilStopped } from "@/scripts/supervisor/run-until-stopped";

// The practice world as a server of its own: docs/sandbox.md.

const DEFAULT_PORT = "4010";
const DEFAULT_CREDITS = "10000";
const RESTRICTED_SCOPES = ["api/v1/webhook_result/show"];

function readFlags() {
  const names = ["port", "key", "credits", "deliver-to", ...SWITCH_FLAGS.keys()];
  try {
    const { values } = parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    });
    const port = Number(values["port"] ?? DEFAULT_PORT);
    const credits = Number(values["credits"] ?? DEFAULT_CREDITS);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error("--port must be a number from 0 to 65535.");
    if (!(credits >= 0)) throw new Error("--credits must be 0 or more.");
    return {
      port,
      credits,
      key: values["key"],
      reach: values["deliver-to"] === "any" ? ("any" as const) : ("self" as const),
      switches: readSwitchFlags(values),
    };
  } catch (cause) {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The key outlives restarts, so that a client need not be told again. */
function keptKey(file: string): string {
  const kept = readIfThere(file)?.trim();
  if (kept) return kept;
  const made = randomBytes(16).toString("base64url");
  writePrivateFile(file, made);
  return made;
}

async function openDatabase(dataDir: string, run: Run): Promise<string> {
  const { DATABASE_URL } = parseStartEnvironment(process.env);
  if (DATABASE_URL) return DATABASE_URL;
  const server = await startPostgres({ dataDir });
  run.onEnd(() => server.stop());
  return server.url;
}

await runUntilStopped(async (run) => {
  const flags = readFlags();
  const env = parseStartEnvironment(process.env);
  const dataDir = join(env.DATA_DIR, "sandbox");
  prepareDataFolder(env.DATA_DIR);
  prepareDataFolder(dataDir);
  const databaseUrl = await openDatabase(dataDir, run);
  await migrateDatabase(databaseUrl);
  Object.assign(process.env, composeEnvironment({ ...env, DATA_DIR: dataDir }, databaseUrl));
  const key = flags.key ?? keptKey(join(dataDir, "key"));
  // The environment is complete only now, and these modules read it as they load.
  const { openSandbox } = await import("@/lib/sandbox/server/open-sandbox");
  const { server, restrictedKey, close } = await openSandbox({ ...flags, key, restrictedScopes: RESTRICTED_SCOPES });
  run.onEnd(close);
  server.listen(flags.port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    throw new StartError(`Port ${flags.port} cannot be used; choose another with --port.`, { cause });
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : flags.port;
  console.log(`The practice world listens at http://127.0.0.1:${port}`);
  console.log(`Key: ${key}`);
  console.log(`Key that may only poll: ${restrictedKey}`);
});
