import { tmpdir } from "node:os";
import { join } from "node:path";

/** What every test runs with. No server listens at the addresses; a database test gets a real DATABASE_URL. */
export const TEST_ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  PORT: "3999",
  APP_URL: "http://localhost:3999",
  DATABASE_URL: "postgresql://nobody:nothing@127.0.0.1:1/none",
  DATA_DIR: join(tmpdir(), "perihelion-test-data"),
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 1).toString("base64")}`,
  NEXTAUTH_SECRET: "a-secret-of-the-tests-alone-0123456789",
  ADMIN_EMAIL: undefined,
  ADMIN_PASSWORD: undefined,
  OIDC_ISSUER: undefined,
  OIDC_CLIENT_ID: undefined,
  OIDC_CLIENT_SECRET: undefined,
  OIDC_NAME: undefined,
  WORKER: "off",
  PRACTICE: "on",
  APOLLO_BASE_URL: undefined,
  LOG_LEVEL: "silent",
};
