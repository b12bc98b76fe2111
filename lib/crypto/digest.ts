import "server-only";
import { createHash, createHmac } from "node:crypto";
import { env } from "@/lib/env/server";

export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** A digest only this installation can make: the same text gives another one elsewhere. 64 hex digits. */
export function keyedDigest(purpose: string, text: string): string {
  return createHmac("sha256", env.NEXTAUTH_SECRET).update(`${purpose}\0${text}`).digest("hex");
}
