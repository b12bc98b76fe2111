import "server-only";
import type { AddApiKeyInput } from "@/lib/api-keys/schema";
import { sealApiKey } from "@/lib/api-keys/server/key-place";
import { testApiKey } from "@/lib/api-keys/server/test-api-key";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { keyedDigest } from "@/lib/crypto/digest";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Admin: seals and stores a key, then tests it for free. A workspace's first key becomes its default. */
export async function addApiKey(viewer: Viewer, input: AddApiKeyInput): Promise<{ id: string }> {
  requireRole(viewer, "admin");
  const id = await inTransaction(async (tx) => {
    const stored = await storeApiKey(tx, { workspaceId: viewer.workspaceId, createdById: viewer.userId, ...input });
    if (!stored.isNew)
      throw new AppError("invalid_input", "key is stored already", { fields: { key: "This key is stored already." } });
    await recordAudit(tx, {
      workspaceId: viewer.workspaceId,
      actorId: viewer.userId,
      action: "api_key.added",
      subject: stored.id,
    });
    await notifyChanged(tx, { workspaceId: viewer.workspaceId, kind: "key", ids: [stored.id] });
    return stored.id;
  });
  await testApiKey(viewer, id);
  return { id };
}

type NewKey = AddApiKeyInput & { workspaceId: string; createdById: string | null };

/** Equal for equal keys; the key cannot be made from it. It does not change with the ring that seals the key. */
export const fingerprintOf = (key: string): string => keyedDigest("api-key", key).slice(0, 16);

/** Stores a key once per workspace; the same key again gives the row that exists. */
export async function storeApiKey(
  tx: Tx,
  { workspaceId, createdById, name, key }: NewKey,
): Promise<{ id: string; isNew: boolean }> {
  await tx.$queryRaw`SELECT 1 AS locked FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
  const fingerprint = fingerprintOf(key);
  const known = await tx.apiKey.findFirst({
    where: { workspaceId, fingerprint, state: { not: "deleted" } },
    select: { id: true },
  });
  if (known) return { id: known.id, isNew: false };
  const hasDefault = await tx.apiKey.count({ where: { workspaceId, isDefault: true, state: "active" } });
  const id = newId("apiKey");
  await tx.apiKey.create({
    data: {
      id,
      workspaceId,
      createdById,
      name,
      fingerprint,
      ...sealApiKey(id, key),
      tail: key.slice(-4),
      isDefault: hasDefault === 0,
    },
  });
  return { id, isNew: true };
}
