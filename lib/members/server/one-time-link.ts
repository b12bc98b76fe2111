import "server-only";
import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto/digest";
import { env } from "@/lib/env/server";

/** Shown once to whoever made it. */
export type OneTimeLink = { url: string; expiresAt: string };

/** A new token of 256 bits: `tokenHash` is kept, `urlAt` makes the link of APP_URL, and nothing else remembers it. */
export function newOneTimeToken() {
  const token = randomBytes(32).toString("base64url");
  return { tokenHash: hashOfToken(token), urlAt: (path: string) => `${env.APP_URL}${path}?token=${token}` };
}

export function hashOfToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(token));
}
