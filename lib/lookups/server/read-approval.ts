import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import { ERRORS, type ErrorCode } from "@/lib/errors/errors";
import { APPROVAL_STATES } from "@/lib/lookups/approval";
import type { ApprovalDto } from "@/lib/lookups/schema";
import { wordOf } from "@/lib/lookups/server/read-lookup";

type Row = {
  state: string;
  userId: string;
  ceiling: Prisma.Decimal;
  threshold: Prisma.Decimal;
  requestedAt: Date;
  expiresAt: Date;
  decidedAt: Date | null;
  decidedById: string | null;
  reason: string | null;
  blockedCode: string | null;
};

/** What stood in the way of a yes, for whoever asked. */
export function describeBlocked(code: string | null): string | null {
  if (code === null || !(code in ERRORS)) return null;
  return code === "budget" ? "The budget does not cover it at present." : ERRORS[code as ErrorCode].say;
}

/** A lookup's approval as its reader may see it, with the names of who decided or may decide. */
export async function readApproval(viewer: Viewer, row: Row | null): Promise<ApprovalDto | null> {
  if (!row) return null;
  const isOpen = row.state === "requested";
  return {
    state: wordOf(APPROVAL_STATES, row.state),
    ceiling: row.ceiling.toString(),
    threshold: row.threshold.toString(),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    by: row.decidedById === null ? null : await findName(row.decidedById),
    reason: row.reason,
    blocked: describeBlocked(row.blockedCode),
    admins: isOpen ? await listAdmins(viewer.workspaceId) : [],
    mayDecide: isOpen && viewer.role === "admin",
    mayWithdraw: isOpen && row.userId === viewer.userId,
  };
}

async function findName(id: string): Promise<string | null> {
  return (await db.user.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
}

async function listAdmins(workspaceId: string): Promise<string[]> {
  const admins = await db.membership.findMany({
    where: { workspaceId, role: "admin", user: { disabledAt: null } },
    orderBy: { createdAt: "asc" },
    take: 3,
    select: { user: { select: { name: true } } },
  });
  return admins.map(({ user }) => user.name);
}
