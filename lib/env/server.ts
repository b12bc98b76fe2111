import "server-only";
import { type Environment, parseEnvironment } from "@/lib/env/environment";

/**
 * The build loads modules but serves nobody; the values of the running server come at its start.
 * They are never used: nothing in a build opens a connection or a seal.
 */
const BUILD_VALUES = {
  DATABASE_URL: "postgresql://build@127.0.0.1:1/build",
  ENCRYPTION_KEYS: `build:${Buffer.alloc(32).toString("base64")}`,
  NEXTAUTH_SECRET: "of-the-build-only-never-of-a-server",
};

/** The environment, parsed once a process. A wrong value stops the process with a sentence that names it. */
export const env: Environment = parseEnvironment(
  process.env["NEXT_PHASE"] === "phase-production-build" ? { ...process.env, ...BUILD_VALUES } : process.env,
);

/** The file that the ring was read from, where the start keeps one: it changes while servers run. Null: the ring was given. */
export const keyRingFile: string | null = process.env["KEY_RING_FILE"] || null;

// next-auth takes the origin of its links from this variable, and guesses where it is unset.
process.env.NEXTAUTH_URL = env.APP_URL;
