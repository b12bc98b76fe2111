import "server-only";
import { clearPauses } from "@/lib/api-keys/server/pause-key";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";

type Change = {
  action: string;
  write: (tx: Tx, where: { id: string; workspaceId: string }) => Promise<{ count: number }>;
};

/** Admin: this key answers for the workspace's next lookups. */
export function setDefaultApiKey(viewer: Viewer, id: string): Promise<void> {
  return change(viewer, id, {
    action: "api_key.made_default",
    write: async (tx, where) => {
      await tx.apiKey.updateMany({
        where: { workspaceId: where.workspaceId, isDefault: true },
        data: { isDefault: false },
      });
      await clearPauses(tx, where.id);
      return tx.apiKey.updateMany({ where: { ...where, state: "active" }, data: { isDefault: true } });
    },
  });
}

/** Admin: no new lookup uses the key, and no pending result is asked for with it. Calls that are running end normally. */
export function disableApiKey(viewer: Viewer, id: string): Promise<void> {
  return change(viewer, id, {
    action: "api_key.disabled",
    write: (tx, where) =>
      tx.apiKey.updateMany({
        where: { ...where, state: { in: ["active", "ending"] } },
        data: { state: "disabled", isDefault: false, endingSince: null },
      }),
  });
}

/** Admin: back in use; the default when there is no other. */
export function enableApiKey(viewer: Viewer, id: string): Promise<void> {
  return change(viewer, id, {
    action: "api_key.enabled",
    write: async (tx, where) => {
      const others = await tx.apiKey.count({
        where: { workspaceId: where.workspaceId, isDefault: true, state: "active" },
      });
      await clearPauses(tx, where.id);
      return tx.apiKey.updateMany({
        where: { ...where, state: { in: ["disabled", "ending"] } },
        data: { state: "active", isDefault: others === 0, endingSince: null },
      });
    },
  });
}

/** Admin: the sealed key is gone for good; the row stays, because history names it. */
export function deleteApiKey(viewer: Viewer, id: string): Promise<void> {
  return change(viewer, id, {
    action: "api_key.deleted",
    write: (tx, where) =>
      tx.apiKey.updateMany({
        where: { ...where, state: { not: "deleted" } },
        data: { state: "deleted", sealed: null, isDefault: false, endingSince: null },
      }),
  });
}

async function change(viewer: Viewer, id: string, { action, write }: Change): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
    const { count } = await write(tx, { id, workspaceId });
    if (count === 0) throw new AppError("not_found", `${action}: no such key ${id}`);
    await recordAudit(tx, { workspaceId, actorId: userId, action, subject: id });
    await notifyChanged(tx, { workspaceId, kind: "key", ids: [id] });
  });
}
