import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ErrorCode } from "@/lib/errors/errors";
import type { ApprovalRef } from "@/lib/lookups/approval-queue";
import { decideApproval, noteBlocked } from "@/lib/lookups/server/approval-store";
import { notifyApproval } from "@/lib/lookups/server/notify-approval";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { findPlace, placeInTurn, type Placed } from "@/lib/lookups/server/place-lookup";
import { readStoredIdentity, readStoredOptions } from "@/lib/lookups/server/read-request";
import type { AskedLookup } from "@/lib/lookups/server/write-lookup";
import { requireRequested } from "@/lib/lookups/server/require-requested";

/** What a yes may meet and an admin can remedy: the request then goes on waiting. */
const BLOCKING: readonly ErrorCode[] = [
  ...(["budget", "key_missing", "key_rejected", "key_restricted", "webhook_unreachable"] as const),
];

/**
 * Admin: lets a rep's lookup go, in the rep's name. It takes the way of any other: store, an identical one under way, or a
 * call of its own, whose hold and attempt are committed together with the yes; a worker sends it at once. Of two admins one
 * decides, the other gets `conflict`. Where the budget or the key stands in the way, that is thrown and noted, and the
 * request waits on.
 */
export async function approveLookup(viewer: Viewer, { lookupId }: ApprovalRef): Promise<void> {
  requireRole(viewer, "admin");
  const ref = { lookupId, workspaceId: viewer.workspaceId };
  try {
    await placeInTurn((tx) => approve(tx, viewer, ref));
  } catch (error) {
    if (error instanceof AppError && BLOCKING.includes(error.code)) await sayBlocked(ref, error.code);
    throw error;
  }
}

type Ref = { lookupId: string; workspaceId: string };

async function approve(tx: Tx, viewer: Viewer, ref: Ref): Promise<Placed | null> {
  const { workspaceId, userId: decidedById } = viewer;
  const { userId } = await requireRequested(tx, ref);
  const who = await requireAsker(tx, { workspaceId, userId });
  const asked = await readAsked(tx, ref);
  const approved = { lookupId: ref.lookupId, whose: who.name };
  const placed = await findPlace(tx, { ...viewer, userId, role: who.role }, { ...asked, approved });
  if (!placed) return null;
  await decideApproval(tx, { ...ref, to: "approved", decidedById });
  const detail = { for: userId };
  await recordAudit(tx, {
    ...{ workspaceId, actorId: decidedById, action: "approval.approved", subject: ref.lookupId, detail },
  });
  await notifyApproval(tx, { ...ref, decidedFor: userId });
  return placed;
}

/** What it was asked with. Nothing is left of it where the person was erased meanwhile. */
async function readAsked(tx: Tx, { lookupId, workspaceId }: Ref): Promise<AskedLookup> {
  const lookup = await tx.lookup.findFirstOrThrow({ where: { id: lookupId, workspaceId } });
  const identity = readStoredIdentity(lookup.input);
  if (Object.keys(identity).length > 0)
    return { identity, options: readStoredOptions(lookup.options), isRefresh: lookup.source === "refresh" };
  throw new AppError("conflict", `nothing is left of what ${lookupId} asked`, {
    say: "Who was asked for has been erased meanwhile. Decline it.",
  });
}

type Asker = { name: string; role: "admin" | "rep" };

/** In whose name it goes: someone who may still look people up here. */
async function requireAsker(tx: Tx, member: { workspaceId: string; userId: string }): Promise<Asker> {
  const asker = await tx.membership.findFirst({
    where: { ...member, role: { in: ["admin", "rep"] }, user: { disabledAt: null } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (asker) return { name: asker.user.name, role: asker.role === "admin" ? "admin" : "rep" };
  throw new AppError("conflict", `${member.userId} may look nobody up any more`, {
    say: "Whoever asked may not look people up here any more. Decline it.",
  });
}

/** The one who asked reads it too. */
async function sayBlocked({ lookupId, workspaceId }: Ref, code: ErrorCode): Promise<void> {
  await inTransaction(async (tx) => {
    await noteBlocked(tx, { lookupId, workspaceId }, code);
    const asked = await tx.lookup.findMany({
      where: { id: lookupId, workspaceId },
      select: { id: true, userId: true },
    });
    await notifyLookups(tx, workspaceId, asked);
    await notifyApproval(tx, { workspaceId, lookupId });
  });
}
