"use client";

import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { RefusedCalls } from "@/components/deliveries/refused-calls";
import { deliveryQueries } from "@/lib/deliveries/queries";
import { COUNTED_MAX, type DeliveryCounts, type DeliveryFigures } from "@/lib/deliveries/schema";

const FIGURES: readonly { name: keyof DeliveryCounts; word: string; isAlarming?: true }[] = [
  { name: "received", word: "Received" },
  { name: "applied", word: "Applied" },
  { name: "repeats", word: "Duplicates" },
  { name: "mismatch", word: "Mismatch", isAlarming: true },
  { name: "quarantined", word: "Quarantined", isAlarming: true },
];

/** What came in the last day and week, and for admins what was turned away. A failure to count hides nothing else. */
export function DeliveryFiguresPanel() {
  const { data: figures, error } = useQuery(deliveryQueries.figures());
  if (error && !figures) return null;
  return (
    <section aria-label="Figures" className="mb-5 grid gap-3">
      {figures ? <Tiles figures={figures} /> : <Skeleton className="h-[5.25rem] max-sm:h-52" />}
      {figures?.refusals && <RefusedCalls refusals={figures.refusals} />}
    </section>
  );
}

function Tiles({ figures: { day, week, isBounded } }: { figures: DeliveryFigures }) {
  return (
    <>
      <dl className="grid grid-cols-6 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-5">
        {FIGURES.map(({ name, word, isAlarming }, index) => (
          <div
            key={name}
            className={cn("bg-card px-4 py-3 max-sm:px-3", index < 2 ? "max-sm:col-span-3" : "max-sm:col-span-2")}
          >
            <dt className="truncate text-xs text-muted-foreground">{word}</dt>
            <dd>
              <span className={cn("figures text-xl font-medium", isAlarming && day[name] > 0 && "text-danger-ink")}>
                {day[name].toLocaleString("en")}
              </span>
              <span className="text-xs text-muted-foreground"> in 24 h</span>
              <span className="block text-xs text-muted-foreground">
                <span className="figures">{week[name].toLocaleString("en")}</span> in 7 days
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {isBounded && (
        <p className="-mt-1 text-xs text-muted-foreground">
          Of the latest {COUNTED_MAX.toLocaleString("en")} deliveries; there were more.
        </p>
      )}
    </>
  );
}
