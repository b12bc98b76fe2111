"use client";

import { useQuery } from "@tanstack/react-query";
import { formatAmount } from "@/lib/credits/credits";
import { formatDay } from "@/components/credits/format-day";
import { IntentLink } from "@/components/shared/intent-link";
import { Alert } from "@/components/ui/alert";
import { creditQueries } from "@/lib/credits/queries";
import type { BudgetAlert, CreditUsage } from "@/lib/credits/usage";

/** As many as are named one by one. */
const NAMED_MAX = 3;

/** Stands at the head of every page of an admin while a budget is nearly used up. */
export function BudgetAlerts({ initial }: { initial: CreditUsage }) {
  const { data } = useQuery({ ...creditQueries.usage(), initialData: initial });
  const { alerts } = data;
  if (alerts.length === 0) return null;
  const more = alerts.length - NAMED_MAX;
  return (
    <Alert
      tone="warning"
      className="mb-4 max-w-5xl"
      title={alerts.length === 1 ? "A budget is nearly used up" : `${String(alerts.length)} budgets are nearly used up`}
    >
      <ul>
        {alerts.slice(0, NAMED_MAX).map((alert) => (
          <li key={alert.scope}>{sentenceOf(alert)}</li>
        ))}
      </ul>
      <p>
        {more > 0 && `And ${String(more)} more. `}
        <IntentLink href="/settings/budgets" className="underline underline-offset-2">
          Go to Budgets
        </IntentLink>
      </p>
    </Alert>
  );
}

function sentenceOf({ name, committed, creditLimit, until }: BudgetAlert): string {
  const whose = name ?? "This workspace";
  return `${whose}: ${formatAmount(committed)} of ${formatAmount(creditLimit)} credits are spent or held. Starts anew on ${formatDay(until)}.`;
}
