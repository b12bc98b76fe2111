import "server-only";
import { knownKeyRing, rereadKeyRing } from "@/lib/crypto/key-ring";
import { openWith, ringKeyOf, type SealedPlace, sealWith } from "@/lib/crypto/sealed-text";

/** Sealed under the ring's first key, for this place alone. */
export function seal(plaintext: string, place: SealedPlace): string {
  return sealWith(rereadKeyRing()[0], plaintext, place);
}

/** Opens what `seal` made for the same place with any key of the ring. What does not open is an error, never an empty value. */
export function open(sealed: string, place: SealedPlace): string {
  const isKnown = knownKeyRing().some(({ id }) => id === ringKeyOf(sealed));
  return openWith(isKnown ? knownKeyRing() : rereadKeyRing(), sealed, place);
}
