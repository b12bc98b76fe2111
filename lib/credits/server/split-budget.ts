import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { SplitBudgetInput } from "@/lib/credits/schema";
import { noteAlerts } from "@/lib/credits/server/budget-store";
import { listActiveReps, setMemberLimits, type MemberLimit } from "@/lib/credits/server/member-limits";
import { splitEqually } from "@/lib/credits/split";
import { inTransaction, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";

/** What a split set, and what stood before: enough to undo it. */
export type SplitDone = { share: string; limits: MemberLimit[] };

/**
 * Admin: gives every active rep an equal share of the workspace's limit as their own, all or none. Throws `conflict` when
 * the limit or the reps are not those that were shown.
 */
export async function splitBudget(viewer: Viewer, shown: SplitBudgetInput): Promise<SplitDone> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const scopes = await requireAsShown(tx, workspaceId, shown);
    const split = splitEqually(shown.creditLimit, scopes.length);
    if (!split) throw new AppError("conflict", `${workspaceId} has no active rep`);
    const limits = await readLimits(tx, workspaceId, scopes);
    await setMemberLimits(
      tx,
      workspaceId,
      scopes.map((scope) => ({ scope, creditLimit: split.share })),
    );
    await noteAlerts(tx, workspaceId);
    const detail = { creditLimit: shown.creditLimit, ...split, members: scopes.length };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "budget.split", subject: WORKSPACE_SCOPE, detail });
    await notifyChanged(tx, { workspaceId, kind: "budget", ids: scopes });
    return { share: split.share, limits };
  });
}

/** The workspace's budget stays locked, so that nobody changes it meanwhile. */
async function requireAsShown(tx: Tx, workspaceId: string, shown: SplitBudgetInput): Promise<string[]> {
  const [budget] = await tx.$queryRaw<{ creditLimit: Prisma.Decimal | null }[]>`
    SELECT credit_limit AS "creditLimit" FROM budget
     WHERE workspace_id = ${workspaceId} AND scope = ${WORKSPACE_SCOPE} FOR UPDATE`;
  const scopes = (await listActiveReps(tx, workspaceId)).map(({ id }) => id);
  const isAsShown =
    budget?.creditLimit?.equals(shown.creditLimit) === true &&
    scopes.toSorted().join() === shown.memberIds.toSorted().join();
  if (isAsShown) return scopes;
  throw new AppError("conflict", "the split was not of what stands", {
    say: "The workspace's limit or its reps have changed meanwhile. Nothing was set: look at the new shares first.",
  });
}

async function readLimits(tx: Tx, workspaceId: string, scopes: readonly string[]): Promise<MemberLimit[]> {
  const budgets = await tx.budget.findMany({ where: { workspaceId, scope: { in: [...scopes] } } });
  return scopes.map((scope) => {
    const limit = budgets.find((budget) => budget.scope === scope)?.creditLimit;
    return { scope, creditLimit: limit?.toString() ?? null };
  });
}
