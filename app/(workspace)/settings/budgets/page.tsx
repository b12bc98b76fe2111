import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { BudgetsView } from "@/components/credits/budgets-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { creditKeys } from "@/lib/credits/queries";
import { getBudgets } from "@/lib/credits/server/get-budgets";
import { getReadiness } from "@/lib/lookups/server/get-readiness";

export const metadata: Metadata = { title: "Budgets" };

const REFUSED = {
  title: "Budgets",
  icon: Wallet,
  heading: "Admins set the budgets",
  task: "see or change what may be spent",
};

export default async function BudgetsPage() {
  const viewer = await requirePageViewer("/settings/budgets");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  queryClient.setQueryData(creditKeys.budgets(), await getBudgets(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <BudgetsView />
    </HydrationBoundary>
  );
}
