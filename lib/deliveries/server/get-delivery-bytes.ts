import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { readStored } from "@/lib/deliveries/server/read-stored";
import { AppError } from "@/lib/errors/app-error";

/**
 * A body byte for byte, for an admin or whoever asked. Nothing in it is masked, so a reviewer is refused, and everybody while
 * it holds a do-not-call number that they have not opened; the audit says who took it.
 */
export async function getDeliveryBytes(viewer: Viewer, id: string): Promise<Uint8Array> {
  const { row, readsNumbers, covers } = await readStored(viewer, id);
  if (!readsNumbers) throw new AppError("forbidden", `${viewer.role} may not read numbers in ${id}`);
  if (row.body.length === 0) throw new AppError("not_found", `delivery ${id} has no body left`);
  if (covers) {
    throw new AppError("forbidden", `${id} holds a do-not-call number that is closed to ${viewer.userId}`, {
      say: "This body holds a do-not-call number. Reveal it on the person’s page first.",
    });
  }
  const { workspaceId, userId } = viewer;
  const detail = { bytes: row.body.length };
  await inTransaction((tx) =>
    recordAudit(tx, { workspaceId, actorId: userId, action: "delivery.downloaded", subject: id, detail }),
  );
  return row.body;
}
