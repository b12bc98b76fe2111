import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { StartError } from "@/lib/env/start-error";

const Secrets = z.object({ ENCRYPTION_KEYS: z.string().min(1), NEXTAUTH_SECRET: z.string().min(32) });
export type Secrets = z.infer<typeof Secrets>;

const secretsFile = (dataDir: string): string => join(dataDir, "secrets.json");

/** The data folder's key ring and session secret, made at the first call, readable by this user alone. Throws StartError. */
export function ensureSecrets(dataDir: string): Secrets {
  const known = readSecrets(dataDir);
  if (known) return known;
  const made: Secrets = {
    ENCRYPTION_KEYS: `k${randomBytes(3).toString("hex")}:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
  };
  placeOnce(secretsFile(dataDir), `${JSON.stringify(made, null, 2)}\n`);
  return readSecrets(dataDir) ?? made;
}

/** Of several processes that want to make the file only one makes it; the others then read it. */
function placeOnce(path: string, text: string): void {
  const own = `${path}.${String(process.pid)}`;
  writePrivateFile(own, text);
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(own);
  }
}

/** The data folder's secrets, or null before its first start. Throws StartError for a file that is not ours. */
export function readSecrets(dataDir: string): Secrets | null {
  const path = secretsFile(dataDir);
  const text = readIfThere(path);
  if (text === null) return null;
  chmodSync(path, 0o600);
  try {
    return Secrets.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(`${path}, which holds the encryption keys, is damaged: restore it from your backup.`, {
      cause,
    });
  }
}
