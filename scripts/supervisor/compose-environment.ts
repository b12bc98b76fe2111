import type { StartEnvironment } from "@/lib/env/environment";
import { ensureSecrets, secretsFile } from "@/scripts/supervisor/secrets";

/** What the servers run with: the terminal's environment, completed by what the data folder holds. */
export function composeEnvironment(env: StartEnvironment, databaseUrl: string): NodeJS.ProcessEnv {
  const { ENCRYPTION_KEYS, NEXTAUTH_SECRET } = process.env;
  const made = ENCRYPTION_KEYS && NEXTAUTH_SECRET ? null : ensureSecrets(env.DATA_DIR);
  return {
    ...process.env,
    ...(made && { ENCRYPTION_KEYS: made.ENCRYPTION_KEYS, NEXTAUTH_SECRET: made.NEXTAUTH_SECRET }),
    ...(ENCRYPTION_KEYS && { ENCRYPTION_KEYS }),
    ...(NEXTAUTH_SECRET && { NEXTAUTH_SECRET }),
    // A ring that was given stays as it is until the next start; one of the data folder is read again as it is rotated.
    KEY_RING_FILE: ENCRYPTION_KEYS ? "" : secretsFile(env.DATA_DIR),
    DATABASE_URL: databaseUrl,
    DATA_DIR: env.DATA_DIR,
    APP_URL: env.APP_URL,
    PORT: String(env.PORT),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
