import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import type { ErrorCode } from "@/lib/errors/errors";
import { decideApproval } from "@/lib/lookups/server/approval-store";
import { notifyApproval } from "@/lib/lookups/server/notify-approval";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";

type Ending = { lookupId: string; workspaceId: string; to: "declined" | "withdrawn" | "expired"; reason?: string };

const TOLD: Record<Ending["to"], { outcome: "refused" | "withdrawn"; errorCode: ErrorCode | null }> = {
  declined: { outcome: "refused", errorCode: "approval_declined" },
  expired: { outcome: "refused", errorCode: "approval_expired" },
  withdrawn: { outcome: "withdrawn", errorCode: null },
};

/**
 * Ends a request without a call: the lookup is over, for 0 credits, and says why. `actorId` is nobody where time has run
 * out. Returns false when someone else decided first.
 */
export async function endApproval(tx: Tx, ending: Ending, actorId?: string): Promise<boolean> {
  const { lookupId, workspaceId, to } = ending;
  if (!(await decideApproval(tx, { ...ending, ...(actorId !== undefined && { decidedById: actorId }) }))) return false;
  const ended = await tx.lookup.updateManyAndReturn({
    where: { id: lookupId, workspaceId, outcome: "awaiting_approval" },
    data: { ...TOLD[to], settledAt: await readClock(tx) },
    select: { id: true, userId: true },
  });
  await recordAudit(tx, {
    ...{ workspaceId, action: `approval.${to}`, subject: lookupId },
    ...(actorId !== undefined && { actorId }),
  });
  await notifyLookups(tx, workspaceId, ended);
  const [asked] = ended;
  const isOther = asked !== undefined && asked.userId !== actorId;
  await notifyApproval(tx, { workspaceId, lookupId, ...(isOther && { decidedFor: asked.userId }) });
  return true;
}
