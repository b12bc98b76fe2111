import "server-only";
import { AppError } from "@/lib/errors/app-error";
import { open, seal } from "@/lib/crypto/seal";

type SealedKeyRow = { id: string; sealed: string | null; keyVersion: number };

const place = (rowId: string, keyVersion: number) => ({ table: "api_key", column: "sealed", rowId, keyVersion });

/** The version counts how often a key of this name was replaced. */
export function sealApiKey(rowId: string, key: string, keyVersion = 1): { sealed: string; keyVersion: number } {
  return { sealed: seal(key, place(rowId, keyVersion)), keyVersion };
}

/** The plaintext, for the outbound client only. Never kept, logged or returned to a screen. */
export function openApiKey(row: SealedKeyRow): string {
  if (row.sealed === null) throw new AppError("key_missing", `api key ${row.id} was deleted`);
  return open(row.sealed, place(row.id, row.keyVersion));
}
