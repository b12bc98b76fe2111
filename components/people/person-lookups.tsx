import Link from "next/link";
import { OutcomeChip } from "@/components/lookups/outcome-chip";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { creditWords } from "@/lib/credits/credits";
import { LOOKUP_OUTCOMES } from "@/lib/lookups/lookup";
import type { PersonPageDto } from "@/lib/people/schema";

type PersonLookup = PersonPageDto["lookups"][number];

/** The lookups that brought what is known, newest first. A rep sees own lookups only. */
export function PersonLookups({ lookups }: { lookups: readonly PersonLookup[] }) {
  return (
    <Card aria-label="Lookups">
      <CardHeader>
        <CardTitle>Lookups</CardTitle>
      </CardHeader>
      {lookups.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">None of yours. Someone else looked this person up.</p>
      ) : (
        <ul className="divide-y">
          {lookups.map((lookup) => (
            <LookupLine key={lookup.id} lookup={lookup} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function LookupLine({ lookup: { id, outcome, who, credits, createdAt } }: { lookup: PersonLookup }) {
  const known = LOOKUP_OUTCOMES.find((word) => word === outcome);
  return (
    <li>
      <Link
        href={`/history/${id}`}
        className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        {known && <OutcomeChip outcome={known} />}
        <span className="min-w-0 truncate">{who}</span>
        <span className="text-muted-foreground">{creditWords(credits)}</span>
        <RelativeTime at={createdAt} className="ml-auto text-xs text-muted-foreground" />
      </Link>
    </li>
  );
}
