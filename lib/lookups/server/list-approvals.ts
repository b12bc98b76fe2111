import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { leftAfter, readStanding } from "@/lib/credits/server/read-standing";
import { db, type Prisma } from "@/lib/db/client";
import { APPROVAL_STATES } from "@/lib/lookups/approval";
import type { ApprovalQueue, DecidedApproval, WaitingApproval } from "@/lib/lookups/approval-queue";
import { countApprovals } from "@/lib/lookups/server/count-approvals";
import { describeBlocked } from "@/lib/lookups/server/read-approval";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { readStoredOptions } from "@/lib/lookups/server/read-request";

/** A queue is worked off from its head; what stands behind moves up. */
const SHOWN_MAX = 100;
const DECIDED_SHOWN = 10;

/** Admin: who waits for what, the oldest first, with what the budgets would cover afterwards; and what was decided lately. */
export async function listApprovals(viewer: Viewer): Promise<ApprovalQueue> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const [{ waiting }, rows, decided, workspace] = await Promise.all([
    countApprovals(viewer),
    listRequested(workspaceId),
    listDecided(workspaceId),
    db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { approvalAbove: true } }),
  ]);
  const standings = await readStanding(workspaceId, [...new Set(rows.map(({ lookup }) => lookup.user.id))]);
  const requests = rows.map((row) => toWaiting(row, standings));
  return { waiting, requests, decided, approvalAbove: workspace.approvalAbove?.toString() ?? null };
}

function listRequested(workspaceId: string) {
  return db.approval.findMany({
    where: { workspaceId, state: "requested" },
    orderBy: [{ requestedAt: "asc" }, { lookupId: "asc" }],
    take: SHOWN_MAX,
    include: {
      lookup: { select: { label: true, options: true, source: true, user: { select: { id: true, name: true } } } },
    },
  });
}

type Row = Awaited<ReturnType<typeof listRequested>>[number];
type Standings = Awaited<ReturnType<typeof readStanding>>;

function toWaiting(row: Row, { workspace, members }: Standings): WaitingApproval {
  const { lookupId, lookup, ceiling, blockedCode } = row;
  const member = members.get(lookup.user.id);
  return {
    lookupId,
    label: lookup.label,
    who: lookup.user,
    options: readStoredOptions(lookup.options),
    isRefresh: lookup.source === "refresh",
    ceiling: ceiling.toString(),
    after: { member: member ? leftAfter(member, ceiling) : null, workspace: leftAfter(workspace, ceiling) },
    blocked: describeBlocked(blockedCode),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

type DecidedRow = Omit<DecidedApproval, "ceiling" | "state" | "decidedAt"> & {
  ceiling: Prisma.Decimal;
  state: string;
  decidedAt: Date;
};

async function listDecided(workspaceId: string): Promise<DecidedApproval[]> {
  const rows = await db.$queryRaw<DecidedRow[]>`
    SELECT a.lookup_id AS "lookupId", l.label, asker.name AS who, a.ceiling, a.state, decider.name AS by, a.reason,
           a.decided_at AS "decidedAt"
      FROM (SELECT * FROM approval WHERE workspace_id = ${workspaceId} AND decided_at IS NOT NULL
             ORDER BY decided_at DESC LIMIT ${DECIDED_SHOWN}) a
      JOIN lookup l ON l.id = a.lookup_id
      JOIN "user" asker ON asker.id = l.user_id
      LEFT JOIN "user" decider ON decider.id = a.decided_by_id
     ORDER BY a.decided_at DESC`;
  return rows.map(({ ceiling, state, decidedAt, ...row }) => ({
    ...row,
    ceiling: ceiling.toString(),
    state: wordOf(APPROVAL_STATES, state),
    decidedAt: decidedAt.toISOString(),
  }));
}
