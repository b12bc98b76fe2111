import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import type { Price } from "@/lib/credits/server/price-lookup";
import { sha256 } from "@/lib/crypto/digest";
import type { Prisma, Tx } from "@/lib/db/client";
import { identityKey } from "@/lib/lookups/lookup";
import { createApproval, findRequested } from "@/lib/lookups/server/approval-store";
import { endApproval } from "@/lib/lookups/server/end-approval";
import { notifyApproval } from "@/lib/lookups/server/notify-approval";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { writeLookup, type AskedLookup } from "@/lib/lookups/server/write-lookup";

/** What may be spent unasked, where a lookup of this price is to be asked for; null: it goes. Admins' own always go. */
export function approvalNeeded(viewer: Viewer, { ceiling, approvalAbove }: Price): Prisma.Decimal | null {
  return viewer.role !== "admin" && approvalAbove !== null && ceiling.greaterThan(approvalAbove) ? approvalAbove : null;
}

type Wish = { asked: AskedLookup; ceiling: Prisma.Decimal; threshold: Prisma.Decimal };

/**
 * Writes a lookup that waits for an admin: nothing is held and nothing sent. A second press of the button finds the one that
 * waits. Returns the lookup's id, or null when the same was asked for at this very moment: to be looked for again.
 */
export async function askForApproval(
  tx: Tx,
  viewer: Viewer,
  { asked, ceiling, threshold }: Wish,
): Promise<string | null> {
  const { workspaceId, userId } = viewer;
  const askedKey = new Uint8Array(sha256(identityKey(asked.identity, asked.options)));
  const known = await findRequested(tx, { workspaceId, userId, askedKey });
  if (known && !known.isOver) return known.lookupId;
  if (known) await endApproval(tx, { lookupId: known.lookupId, workspaceId, to: "expired" });
  const lookupId = await writeLookup(tx, viewer, { ...asked, standing: { outcome: "awaiting_approval" } });
  if (!(await createApproval(tx, { lookupId, workspaceId, userId, ceiling, threshold, askedKey }))) {
    await tx.lookup.deleteMany({ where: { id: lookupId, workspaceId } });
    return null;
  }
  const detail = { ceiling: ceiling.toString(), threshold: threshold.toString() };
  await recordAudit(tx, { workspaceId, actorId: userId, action: "approval.requested", subject: lookupId, detail });
  await notifyLookups(tx, workspaceId, [{ id: lookupId, userId }]);
  await notifyApproval(tx, { workspaceId, lookupId });
  return lookupId;
}
