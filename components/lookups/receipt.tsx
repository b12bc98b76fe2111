import { creditWords } from "@/lib/credits/credits";
import type { LedgerEntryDto } from "@/lib/lookups/schema";

const VERBS: Record<LedgerEntryDto["kind"], string> = {
  hold: "Held",
  charge: "Charged",
  release: "Given back",
  adjustment: "Adjusted",
};

/** What the lookup cost and why, entry by entry. */
export function Receipt({ entries }: { entries: readonly LedgerEntryDto[] }) {
  if (entries.length === 0) return null;
  return (
    <section aria-label="Receipt" className="border-t pt-3">
      <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">Receipt</h3>
      <ol className="grid gap-1 text-xs">
        {entries.map(({ kind, part, credits, reason }) => (
          <li key={`${kind}-${part}`} className="flex justify-between gap-3">
            <span>
              {VERBS[kind]} <span className="text-muted-foreground">· {reason}</span>
            </span>
            <span className="shrink-0 figures">{creditWords(credits)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
