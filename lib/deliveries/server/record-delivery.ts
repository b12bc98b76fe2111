import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import { storeInbound, type Inbound, type StoredAs } from "@/lib/deliveries/server/delivery-store";
import { createGroupCommit } from "@/lib/db/group-commit";
import { wakeApplier } from "@/lib/deliveries/server/wake-applier";

const store = createGroupCommit<Inbound, StoredAs>(async (items) => {
  const outcomes = await storeInbound(items);
  if (outcomes.includes("new")) wakeApplier();
  return outcomes;
});

/**
 * Stores one body of an attempt as it came and resolves after COMMIT. The same body again is the same row, seen once more.
 * Throws when it could not be stored within `timeoutMs`.
 */
export function recordDelivery(attemptId: string, body: Buffer, timeoutMs: number): Promise<StoredAs> {
  return store({ attemptId, body, bodySha256: sha256(body) }, { bytes: body.length, timeoutMs });
}
