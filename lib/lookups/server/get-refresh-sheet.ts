import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { getUsage } from "@/lib/credits/server/get-usage";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { inTransaction } from "@/lib/db/client";
import type { RefreshSheet, RefreshSheetQuery } from "@/lib/lookups/refresh";
import { approvalNeeded } from "@/lib/lookups/server/ask-for-approval";
import { canReceivePhones } from "@/lib/lookups/server/get-readiness";
import { likelyCost, likelyTotal } from "@/lib/lookups/server/likely-cost";
import { judgeRefresh, readSelected } from "@/lib/lookups/server/read-refresh";
import { readOptions } from "@/lib/lookups/server/request-lookup";
import { countSelection } from "@/lib/people/server/select-people";

/** Admin and rep: what it costs to ask the provider anew for a selection of people. Nothing is sent or held. */
export async function getRefreshSheet(viewer: Viewer, { selection, wish }: RefreshSheetQuery): Promise<RefreshSheet> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  const ids = await readSelected(viewer, selection);
  const [usage, selected] = await Promise.all([getUsage(viewer), ids?.length ?? countSelection(viewer, selection)]);
  return inTransaction(async (tx) => {
    const options = readOptions(wish);
    const price = await priceLookup(tx, workspaceId, options);
    const { freshDays } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const judged = await judgeRefresh(tx, workspaceId, { ids: ids ?? [], wish });
    const count = (standing: string) => judged.filter((one) => one.standing === standing).length;
    const toSend = count("to_send");
    const average = await likelyCost(tx, workspaceId, options);
    return {
      ...{ selected, isTooMany: ids === null, freshDays, toSend },
      ...{ fresh: count("fresh"), suppressed: count("suppressed") },
      ceilingEach: price.ceiling.toString(),
      ceiling: price.ceiling.times(toSend).toString(),
      likely: average && likelyTotal(average, price.ceiling, toSend),
      left: { workspace: usage.left?.credits ?? null, own: usage.own?.credits ?? null },
      ceilings: await readCeilings(tx, workspaceId),
      canReceivePhones: canReceivePhones(viewer),
      needsApproval: approvalNeeded(viewer, price) !== null,
    };
  });
}
