import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { sha256 } from "@/lib/crypto/digest";
import type { Tx } from "@/lib/db/client";
import { lockFirstStart } from "@/lib/workspaces/server/ensure-workspaces";

const KEY = "setup_tokens";
/** Processes that start together each print a link; all of them work until one is used. */
const LINKS_MAX = 5;

const SetupTokens = z.object({ hashes: z.array(z.string()) });

/** A new one-time token of 256 bits. Only its hash is stored, so that every start has to issue another one. */
export async function issueSetupToken(tx: Tx): Promise<string> {
  await lockFirstStart(tx);
  const token = randomBytes(32).toString("base64url");
  const hashes = [...(await readHashes(tx)), sha256(token).toString("hex")].slice(-LINKS_MAX);
  await tx.instanceSetting.upsert({
    where: { key: KEY },
    create: { key: KEY, value: { hashes } },
    update: { value: { hashes } },
  });
  return token;
}

export async function isSetupToken(tx: Tx, token: string): Promise<boolean> {
  const given = sha256(token);
  return (await readHashes(tx)).some((hash) => timingSafeEqual(Buffer.from(hash, "hex"), given));
}

/** From now on no link works. */
export async function revokeSetupTokens(tx: Tx): Promise<void> {
  await tx.instanceSetting.deleteMany({ where: { key: KEY } });
}

async function readHashes(tx: Tx): Promise<string[]> {
  const row = await tx.instanceSetting.findUnique({ where: { key: KEY } });
  return row ? SetupTokens.parse(row.value).hashes : [];
}
