import { existsSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "@/lib/env/start-error";

/** Reads the project's `.env` into the process; what the environment has already wins. */
export function loadEnvFile(folder = process.cwd()): void {
  const path = join(folder, ".env");
  if (!existsSync(path)) return;
  try {
    process.loadEnvFile(path);
  } catch (cause) {
    throw new StartError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
