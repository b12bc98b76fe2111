import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeyRing, SealingKey } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";

/** Where a sealed value lives. Bound into the seal, so that a value moved to another row or column does not open. */
export type SealedPlace = { table: string; column: string; rowId: string; keyVersion: number };

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under this key: `v1.<keyId>.<iv>.<ciphertext>.<tag>`, the parts in base64url. */
export function sealWith(key: SealingKey, plaintext: string, place: SealedPlace): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.secret, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(placeText(place));
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return ["v1", key.id, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `sealWith` made for the same place with any key of the ring. What does not open is an error, never an empty value. */
export function openWith(ring: KeyRing, sealed: string, place: SealedPlace): string {
  const [version, keyId, iv, ciphertext, tag, ...rest] = sealed.split(".");
  if (version !== "v1" || iv === undefined || ciphertext === undefined || tag === undefined || rest.length > 0) {
    throw new AppError("internal", `sealed value in ${place.table}.${place.column} has an unknown form`);
  }
  const key = ring.find(({ id }) => id === keyId);
  if (!key) throw new AppError("internal", `the key ring has no key "${keyId ?? ""}"`);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.secret, Buffer.from(iv, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(placeText(place));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return decipher.update(Buffer.from(ciphertext, "base64url"), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw new AppError("internal", `sealed value in ${place.table}.${place.column} does not open`, { cause });
  }
}

/** The id of the ring's key that a value was sealed with. */
export function ringKeyOf(sealed: string): string | undefined {
  return sealed.split(".")[1];
}

function placeText({ table, column, rowId, keyVersion }: SealedPlace): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}|${String(keyVersion)}`, "utf8");
}
