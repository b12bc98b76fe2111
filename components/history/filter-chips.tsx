"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { chipsOf } from "@/components/history/filter-words";
import type { useHistoryView } from "@/components/history/use-history-view";
import { Button } from "@/components/ui/button";
import { lookupQueries } from "@/lib/lookups/queries";

/** Every filter in force, each with its own way out. */
export function FilterChips({
  view,
  narrow,
  clear,
}: Pick<ReturnType<typeof useHistoryView>, "view" | "narrow" | "clear">) {
  const { data: askers = [] } = useQuery({ ...lookupQueries.askers(), enabled: view.who !== undefined });
  const { data: keys = [] } = useQuery({ ...lookupQueries.keysUsed(), enabled: view.key !== undefined });
  const chips = chipsOf(view, { askers, keys });
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ names, label, value }) => (
        <li key={label} className="min-w-0">
          <Button
            size="sm"
            className="max-w-full bg-selected pr-1.5 font-normal"
            aria-label={`Remove filter ${label}: ${value}`}
            onClick={() => {
              narrow(Object.fromEntries(names.map((name) => [name, null])));
            }}
          >
            <span className="truncate" suppressHydrationWarning>
              <span className="text-muted-foreground">{label}</span> {value}
            </span>
            <X aria-hidden />
          </Button>
        </li>
      ))}
      <li>
        <Button size="sm" variant="ghost" onClick={clear}>
          Clear
        </Button>
      </li>
    </ul>
  );
}
