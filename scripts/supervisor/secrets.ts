import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { type SealingKey, writeKeyRing } from "@/lib/env/environment";
import { StartError } from "@/lib/env/start-error";

const Secrets = z.object({
  ENCRYPTION_KEYS: z.string().min(1),
  NEXTAUTH_SECRET: z.string().min(32),
  /** The id of the key that a rotation is bringing in, until all is sealed with it. */
  ROTATING_TO: z.string().optional(),
});
export type Secrets = z.infer<typeof Secrets>;

export const secretsFile = (dataDir: string): string => join(dataDir, "secrets.json");

/** The data folder's key ring and session secret, made at the first call, readable by this user alone. Throws StartError. */
export function ensureSecrets(dataDir: string): Secrets {
  const known = readSecrets(dataDir);
  if (known) return known;
  const made: Secrets = {
    ENCRYPTION_KEYS: writeKeyRing([makeSealingKey()]),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
  };
  placeOnce(secretsFile(dataDir), `${JSON.stringify(made, null, 2)}\n`);
  return readSecrets(dataDir) ?? made;
}

export function makeSealingKey(): SealingKey {
  return { id: `k${randomBytes(3).toString("hex")}`, secret: randomBytes(32) };
}

/** All or nothing: whoever reads the file meanwhile finds the one or the other. */
export function writeSecrets(dataDir: string, secrets: Secrets): void {
  writePrivateFile(secretsFile(dataDir), `${JSON.stringify(secrets, null, 2)}\n`);
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
