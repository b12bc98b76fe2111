import { cn } from "@/components/ui/cn";
import { creditWords, formatCredits } from "@/lib/credits/credits";
import { readReceipt } from "@/lib/lookups/read-receipt";
import type { LookupDto } from "@/lib/lookups/schema";

/** What the lookup cost and why, line by line, with what it cost in all. Nothing where there is no lookup to pay. */
export function Receipt({ lookup }: { lookup: LookupDto }) {
  const lines = readReceipt(lookup);
  if (lines.length === 0) return null;
  return (
    <section aria-label="Receipt" className="border-t pt-3 text-xs">
      <div className="mb-1.5 flex justify-between gap-3 font-medium">
        <h3>Receipt</h3>
        <span className="figures">{creditWords(lookup.answeredFrom === "provider" ? lookup.creditsCharged : 0)}</span>
      </div>
      <ul className="grid gap-1">
        {lines.map(({ words, reason, credits, isSpent }) => (
          <li key={words + reason} className={cn("flex justify-between gap-3", !isSpent && "text-muted-foreground")}>
            <span>
              {words} <span className="text-muted-foreground">· {reason}</span>
            </span>
            <span className="shrink-0 figures">{formatCredits(credits)}</span>
          </li>
        ))}
      </ul>
      {lookup.attempt && lookup.attempt.oddCost !== null && lookup.answeredFrom === "provider" && (
        <p className="mt-1.5 text-warning-ink">
          Apollo reported a cost of <span className="figures">{lookup.attempt.oddCost}</span>, which cannot be: nothing
          was charged by it.
        </p>
      )}
    </section>
  );
}
