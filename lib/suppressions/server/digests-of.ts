import "server-only";
import { createHmac, hash, type KeyObject } from "node:crypto";
import type { Identifier } from "@/lib/suppressions/suppression";

type Keyed = { key: KeyObject; workspaceId: string };

/**
 * All that stands for an identifier on a workspace's list. An address also by its MD5 and SHA-256, by which it can be asked
 * for: a hash of it is then found, and where a hash alone is on the list, the address is.
 */
export function digestsOf({ kind, value }: Identifier, keyed: Keyed): Uint8Array<ArrayBuffer>[] {
  if (kind !== "email") return [keyedDigest(kind, value, keyed)];
  const hashes = (["md5", "sha256"] as const).map((name) => hash(name, value, "hex"));
  return [keyedDigest(kind, value, keyed), ...hashes.map((hex) => keyedDigest("email_hash", hex, keyed))];
}

function keyedDigest(kind: string, value: string, { key, workspaceId }: Keyed): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", key).update([workspaceId, kind, value].join("\0")).digest());
}
