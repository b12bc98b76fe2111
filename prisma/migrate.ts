// npm run db:migrate: brings the database to this code's schema without starting the program.
import { startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { parseStartEnvironment } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { describeStartFailure } from "@/lib/env/start-error";

try {
  loadEnvFile();
  const env = parseStartEnvironment(process.env);
  const own = env.DATABASE_URL ? null : await startPostgres({ dataDir: env.DATA_DIR });
  try {
    const applied = await migrateDatabase(env.DATABASE_URL ?? own?.url ?? "");
    console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  } finally {
    if (own && !own.isAdopted) await own.stop();
  }
} catch (error) {
  console.error(describeStartFailure(error));
  process.exitCode = 1;
}
