import "server-only";
import type { Tx } from "@/lib/db/client";

export type SealedKey = { id: string; sealed: string | null; keyVersion: number };

/** The key that answers for a workspace's next lookup, still sealed; null when none is in use. */
export function findDefaultKey(tx: Tx, workspaceId: string): Promise<SealedKey | null> {
  return tx.apiKey.findFirst({
    where: { workspaceId, isDefault: true, state: "active" },
    select: { id: true, sealed: true, keyVersion: true },
  });
}
