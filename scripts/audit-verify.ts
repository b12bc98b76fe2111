// npm run audit:verify: reads the whole audit and says whether it is whole, beside a running program or by itself.
import { parseArgs } from "node:util";
import { findRunningPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { parseStartEnvironment, type StartEnvironment } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { describeStartFailure, StartError } from "@/lib/env/start-error";
import { composeEnvironment } from "@/scripts/supervisor/compose-environment";
import { readSecrets } from "@/scripts/supervisor/secrets";

type Opened = { url: string; close(): Promise<void> };

try {
  const { values } = parseArgs({ options: { "accept-restore": { type: "boolean", default: false } } });
  loadEnvFile();
  const env = parseStartEnvironment(process.env);
  const opened = await openDatabase(env);
  try {
    Object.assign(process.env, composeEnvironment(env, opened.url), { LOG_LEVEL: "silent" });
    process.exitCode = (await verify(values["accept-restore"])) ? 0 : 1;
  } finally {
    await opened.close();
  }
} catch (error) {
  console.error(describeStartFailure(error));
  process.exitCode = 1;
}

/** Of the program that runs, or started for as long as this takes. Nothing is made: there must have been a start before. */
async function openDatabase(env: StartEnvironment): Promise<Opened> {
  const isGiven = process.env.ENCRYPTION_KEYS !== undefined && process.env.NEXTAUTH_SECRET !== undefined;
  if (!isGiven && readSecrets(env.DATA_DIR) === null)
    throw new StartError(
      `${env.DATA_DIR} holds no keys: set DATA_DIR to the folder that npm start uses, or ENCRYPTION_KEYS and NEXTAUTH_SECRET.`,
    );
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: () => Promise.resolve() };
  const running = findRunningPostgres(env.DATA_DIR);
  if (running) return { url: running.appUrl, close: () => Promise.resolve() };
  const own = await startPostgres({ dataDir: env.DATA_DIR });
  return { url: own.appUrl, close: () => (own.isAdopted ? Promise.resolve() : own.stop()) };
}

async function verify(isRestoreAccepted: boolean): Promise<boolean> {
  // The environment is complete only now, and what this loads reads it at once.
  const [{ describeVerdict }, { verifyAudit }, { acceptRestore }, { db }] = await Promise.all([
    import("@/lib/audit/audit-verdict"),
    import("@/lib/audit/server/verify-audit"),
    import("@/lib/audit/server/accept-restore"),
    import("@/lib/db/client"),
  ]);
  try {
    if (isRestoreAccepted) {
      const was = await acceptRestore();
      console.log(
        was ? `Accepted. ${was}` : "There is nothing to accept: the database bears out what the data folder noted.",
      );
    }
    const verdict = await verifyAudit();
    console.log(describeVerdict(verdict));
    return verdict.isWhole;
  } finally {
    await db.$disconnect();
  }
}
