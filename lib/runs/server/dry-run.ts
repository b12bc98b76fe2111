import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { getUsage } from "@/lib/credits/server/get-usage";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import { db, Prisma } from "@/lib/db/client";
import { approvalNeeded } from "@/lib/lookups/server/ask-for-approval";
import { canReceivePhones } from "@/lib/lookups/server/get-readiness";
import { likelyCost, likelyTotal } from "@/lib/lookups/server/likely-cost";
import { readOptions } from "@/lib/lookups/server/request-lookup";
import type { RowState } from "@/lib/runs/run";
import type { DryRunSheet, RunWish } from "@/lib/runs/schema";
import { judgeDraft } from "@/lib/runs/server/judge-draft";

/**
 * Whoever uploaded it, and admins: what a draft would do and cost with these wishes. Each row says afterwards whether it would be
 * sent, or why not. Spends, holds and sends nothing. Throws `conflict` when the draft was changed meanwhile.
 */
export async function dryRun(viewer: Viewer, runId: string, wish: RunWish): Promise<DryRunSheet> {
  await judgeDraft(viewer, runId, wish);
  return readSheet(viewer, runId, wish);
}

async function readSheet(viewer: Viewer, runId: string, wish: RunWish): Promise<DryRunSheet> {
  const { workspaceId } = viewer;
  const options = readOptions(wish);
  const usage = await getUsage(viewer);
  const { freshDays } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { freshDays: true },
  });
  const grouped = await db.runRow.groupBy({ by: "state", where: { runId, workspaceId }, _count: true });
  const count = (state: RowState) => grouped.find((group) => group.state === state)?._count ?? 0;
  const price = await priceLookup(db, workspaceId, options);
  const toSend = count("ready");
  const ceiling = price.ceiling.times(toSend);
  const average = await likelyCost(db, workspaceId, options);
  const left = { workspace: usage.left?.credits ?? null, own: usage.own?.credits ?? null };
  return {
    rows: grouped.reduce((sum, group) => sum + group._count, 0),
    ...{ invalid: count("invalid"), duplicates: count("duplicate"), ours: count("ours") },
    ...{ suppressed: count("suppressed"), toSend, freshDays },
    ceilingEach: price.ceiling.toString(),
    ceiling: ceiling.toString(),
    likely: average && likelyTotal(average, price.ceiling, toSend),
    left,
    leftAfter: { workspace: minus(left.workspace, ceiling), own: minus(left.own, ceiling) },
    ceilings: await readCeilings(db, workspaceId),
    canReceivePhones: canReceivePhones(viewer),
    approvalAbove: approvalNeeded(viewer, { ...price, ceiling })?.toString() ?? null,
  };
}

/** Below zero where it does not cover it. */
function minus(left: string | null, ceiling: Prisma.Decimal): string | null {
  return left === null ? null : new Prisma.Decimal(left).minus(ceiling).toString();
}
