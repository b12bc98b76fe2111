import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Alert } from "@/components/ui/alert";
import type { BudgetOverview } from "@/lib/credits/budget-overview";

/** Stands while any lookup carries a cost report that cannot be. Nothing where none does. */
export function OddCosts({ oddCosts: { count, latest } }: Pick<BudgetOverview, "oddCosts">) {
  if (count === 0) return null;
  const title =
    count === 1
      ? "Apollo reported a cost that cannot be"
      : `Apollo reported ${count.toLocaleString("en")} costs that cannot be`;
  return (
    <Alert tone="warning" title={title}>
      <p className="max-w-prose">
        Nothing was charged by {count === 1 ? "it" : "them"}: the price list counts instead, and no budget moved.
        Compare usage under API keys to see what Apollo billed.
      </p>
      <ul className="mt-2 grid gap-1">
        {latest.map(({ lookupId, label, reported, at }) => (
          <li key={lookupId} className="flex flex-wrap gap-x-3">
            <IntentLink
              href={`/history/${lookupId}`}
              className="font-medium underline decoration-input underline-offset-3 hover:decoration-foreground"
            >
              {label}
            </IntentLink>
            <span>
              reported as <span className="figures">{reported}</span>
            </span>
            <RelativeTime at={at} className="text-muted-foreground" />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
