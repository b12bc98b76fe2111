"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { MembersCard } from "@/components/credits/members-card";
import { OddCosts } from "@/components/credits/odd-costs";
import { SpendingRulesForm } from "@/components/credits/spending-rules-form";
import { WorkspaceBudgetCard } from "@/components/credits/workspace-budget-card";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { msUntilReset } from "@/lib/credits/budget";
import type { BudgetOverview, MemberBudget } from "@/lib/credits/budget-overview";
import { creditQueries } from "@/lib/credits/queries";

const SplitDialog = lazyDialog(() => import("@/components/credits/split-dialog").then((loaded) => loaded.SplitDialog));
const BudgetDialog = lazyDialog(() =>
  import("@/components/credits/budget-dialog").then((loaded) => loaded.BudgetDialog),
);

/** What may be spent, by all together and by each, and the rules that prices are held by. For admins. */
export function BudgetsView() {
  const {
    data: overview,
    error,
    refetch,
  } = useQuery({
    ...creditQueries.budgets(),
    refetchInterval: ({ state }) => msUntilReset(state.data?.workspace.endsAt),
  });
  return (
    <div className="max-w-5xl">
      <PageHeader
        title="Budgets"
        description="A lookup’s ceiling is held before anything is sent, so that no limit is ever overspent."
      />
      {overview && <Overview overview={overview} />}
      {error && !overview && (
        <QueryError title="The budgets cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!overview && !error && (
        <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Skeleton className="h-36" />
          <Skeleton className="h-48" />
          <Skeleton className="h-56" />
        </div>
      )}
    </div>
  );
}

function Overview({ overview }: { overview: BudgetOverview }) {
  const { workspace, members, rules, oddCosts } = overview;
  const [edited, setEdited] = useState<MemberBudget | "workspace" | null>(null);
  const [isSplitting, setSplitting] = useState(false);
  const reps = members.filter(({ role, isActive }) => role === "rep" && isActive);
  const { creditLimit } = workspace;
  const canSplit = creditLimit !== null && reps.length > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <OddCosts oddCosts={oddCosts} />
      <WorkspaceBudgetCard
        budget={workspace}
        alertPercent={rules.alertPercent}
        onEdit={() => {
          setEdited("workspace");
        }}
      />
      <MembersCard
        members={members}
        endsAt={workspace.endsAt}
        alertPercent={rules.alertPercent}
        onEdit={setEdited}
        onSplit={
          canSplit
            ? () => {
                setSplitting(true);
              }
            : null
        }
      />
      <SpendingRulesForm rules={rules} />
      {isSplitting && creditLimit !== null && (
        <SplitDialog
          creditLimit={creditLimit}
          reps={reps}
          onClose={() => {
            setSplitting(false);
          }}
        />
      )}
      {edited !== null && (
        <BudgetDialog
          budget={edited === "workspace" ? workspace : edited}
          member={edited === "workspace" ? null : edited}
          resetDay={workspace.resetDay}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </div>
  );
}
