import "server-only";
import { openWith, type SealedPlace, sealWith } from "@/lib/crypto/sealed-text";
import { env } from "@/lib/env/server";

/** Sealed under the ring's first key, for this place alone. */
export function seal(plaintext: string, place: SealedPlace): string {
  return sealWith(env.ENCRYPTION_KEYS[0], plaintext, place);
}

/** Opens what `seal` made for the same place with any key of the ring. What does not open is an error, never an empty value. */
export function open(sealed: string, place: SealedPlace): string {
  return openWith(env.ENCRYPTION_KEYS, sealed, place);
}
