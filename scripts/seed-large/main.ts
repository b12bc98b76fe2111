// npm run seed:large -- --people 1000000 [--lookups 2] [--seed 1] [--workspace wks_…] [--live]: fills a workspace with
// invented people, to see how it is with many. Beside a running program or by itself.
import { parseArgs } from "node:util";
import { Client } from "pg";
import { z } from "zod";
import { findRunningPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { parseStartEnvironment, type StartEnvironment } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { describeStartFailure } from "@/lib/env/start-error";
import { planWorld, type Wanted } from "@/scripts/seed-large/plan-world";
import { seedLargeTables } from "@/scripts/seed-large/seed-large-tables";

const Counted = z.coerce.number().int();
const Words = z.object({
  people: Counted.min(1).max(50_000_000),
  lookups: Counted.min(0).max(20),
  seed: Counted.min(1).max(999_999),
});

type Opened = { url: string; close: () => Promise<void> };

function readWords(): Wanted {
  const { values } = parseArgs({
    options: {
      ...{ people: { type: "string", default: "100000" }, lookups: { type: "string", default: "2" } },
      ...{ seed: { type: "string", default: "1" }, workspace: { type: "string" } },
      live: { type: "boolean", default: false },
    },
  });
  const { people, lookups, seed } = Words.parse(values);
  const workspace = values.workspace === undefined ? {} : { workspaceId: values.workspace };
  return { people, lookupsEach: lookups, seed, ...workspace, isLiveAllowed: values.live };
}

/** As the owner: the program's own role takes no index away. */
async function openDatabase(env: StartEnvironment): Promise<Opened> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: () => Promise.resolve() };
  const running = findRunningPostgres(env.DATA_DIR);
  if (running) return { url: running.url, close: () => Promise.resolve() };
  const own = await startPostgres({ dataDir: env.DATA_DIR });
  return { url: own.url, close: () => (own.isAdopted ? Promise.resolve() : own.stop()) };
}

async function seed(wanted: Wanted): Promise<void> {
  loadEnvFile();
  const opened = await openDatabase(parseStartEnvironment(process.env));
  const client = new Client({ connectionString: opened.url });
  try {
    await migrateDatabase(opened.url);
    await client.connect();
    const world = await planWorld(client, wanted);
    await seedLargeTables(client, world, console.log);
  } finally {
    await client.end();
    await opened.close();
  }
}

try {
  await seed(readWords());
} catch (error) {
  console.error(describeStartFailure(error));
  process.exitCode = 1;
}
