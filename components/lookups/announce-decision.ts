import type { QueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupDto } from "@/lib/lookups/schema";

type Announcing = {
  /** To screen readers. */
  say: (message: string) => void;
  open: (path: string) => void;
};

/** Tells whoever asked what was decided, wherever in the app they are. */
export async function announceDecision(
  queryClient: QueryClient,
  lookupId: string,
  { say, open }: Announcing,
): Promise<void> {
  const lookup = await queryClient.query({ ...lookupQueries.detail(lookupId), staleTime: 0 });
  const title = titleOf(lookup);
  if (title === null) return;
  say(`${title}: ${lookup.label}.`);
  const reason = lookup.approval?.reason;
  showToast({
    id: `decided-${lookupId}`,
    title,
    description: reason ? `${lookup.label}: “${reason}”` : lookup.label,
    tone: lookup.approval?.state === "approved" ? "success" : "plain",
    durationMs: 10_000,
    action: { label: "View", onClick: () => open(`/history/${lookupId}`) },
  });
}

function titleOf({ approval }: LookupDto): string | null {
  if (!approval) return null;
  const by = approval.by === null ? "" : ` by ${approval.by}`;
  if (approval.state === "approved") return `Approved${by}`;
  if (approval.state === "declined") return `Declined${by}`;
  return approval.state === "expired" ? "Nobody decided in time" : null;
}
