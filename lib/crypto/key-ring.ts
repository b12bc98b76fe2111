import "server-only";
import { z } from "zod";
import { readIfThere } from "@/lib/db/embedded/private-file";
import { type KeyRing, readKeyRing } from "@/lib/env/environment";
import { env, keyRingFile } from "@/lib/env/server";

const RingFile = z.object({ ENCRYPTION_KEYS: z.string() });

let known: KeyRing = env.ENCRYPTION_KEYS;

/** The ring as this process last read it. */
export function knownKeyRing(): KeyRing {
  return known;
}

/**
 * The ring as it is now. Where the start keeps it in a file, a rotation changes that while servers run: it is read again
 * before anything is sealed, and when something was sealed with a key that this process does not know.
 */
export function rereadKeyRing(path = keyRingFile): KeyRing {
  const text = path === null ? null : readIfThere(path);
  if (text === null) return known;
  known = readKeyRing(RingFile.parse(JSON.parse(text)).ENCRYPTION_KEYS) ?? known;
  return known;
}
