import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Presence } from "@/components/arrivals/presence";
import { BudgetAlerts } from "@/components/credits/budget-alerts";
import { CreditsUsed } from "@/components/credits/credits-used";
import { FirstRunStrip } from "@/components/first-run/first-run-strip";
import { LiveUpdates } from "@/components/live/live-updates";
import { PendingPhones } from "@/components/shell/pending-phones";
import { Shell } from "@/components/shell/shell";
import { findViewer } from "@/lib/auth/require-viewer";
import { getUsage } from "@/lib/credits/server/get-usage";
import { deliveryKeys } from "@/lib/deliveries/queries";
import { countQuarantined } from "@/lib/deliveries/server/count-deliveries";
import { approvalKeys, lookupKeys } from "@/lib/lookups/queries";
import { countPending } from "@/lib/lookups/server/count-pending";
import { getFirstRun } from "@/lib/lookups/server/get-first-run";
import { utcDay } from "@/lib/notes/due-day";
import { taskKeys } from "@/lib/notes/queries";
import { countOverdue } from "@/lib/notes/server/count-overdue";
import { countWaiting } from "@/lib/runs/server/count-waiting";
import { signOutAction, switchWorkspaceAction } from "@/lib/workspaces/actions";
import { getShell } from "@/lib/workspaces/server/get-shell";

/**
 * Draws the frame for whoever is signed in. It protects nothing: a layout is not run again when the page below it changes,
 * so every page asks for its viewer itself (`requirePageViewer`), and sends away whoever has none.
 */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  if (!viewer) return children;
  const queryClient = new QueryClient();
  const [frame, pending, usage, quarantined, approvals, firstRun, overdue] = await Promise.all([
    getShell(viewer),
    countPending(viewer),
    getUsage(viewer),
    viewer.role === "admin" ? countQuarantined(viewer) : null,
    viewer.role === "admin" ? countWaiting(viewer) : null,
    getFirstRun(viewer),
    viewer.role === "reviewer" ? null : countOverdue(viewer),
  ]);
  if (quarantined) queryClient.setQueryData(deliveryKeys.quarantined(), quarantined);
  if (approvals) queryClient.setQueryData(approvalKeys.count(), approvals);
  if (overdue) queryClient.setQueryData(taskKeys.countsOn(utcDay(new Date())), overdue);
  queryClient.setQueryData(lookupKeys.firstRun(), firstRun);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Shell
        frame={frame}
        onSwitch={switchWorkspaceAction}
        onSignOut={signOutAction}
        pending={<PendingPhones initialCount={pending.phones} />}
        credits={<CreditsUsed initial={usage} />}
      >
        <LiveUpdates />
        <Presence />
        <BudgetAlerts initial={usage} />
        <FirstRunStrip />
        {children}
      </Shell>
    </HydrationBoundary>
  );
}
