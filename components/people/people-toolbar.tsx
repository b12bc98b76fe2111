"use client";

import { SearchInput } from "@/components/shared/search-input";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { PhoneFilter, usePeopleView } from "@/components/people/use-people-view";

const CHIPS: readonly { filter: PhoneFilter | null; word: string }[] = [
  { filter: null, word: "All" },
  { filter: "delivered", word: "Phone arrived" },
  { filter: "waiting", word: "Phone pending" },
  { filter: "none_found", word: "No phone on file" },
];

type PeopleToolbarProps = { view: ReturnType<typeof usePeopleView>; summary: string };

export function PeopleToolbar({ view, summary }: PeopleToolbarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput label="Search people" value={view.text} onValueChange={view.search} onLeave={view.leaveSearch} />
      <div role="group" aria-label="Phones" className="flex flex-wrap gap-1">
        {CHIPS.map(({ filter, word }) => (
          <Button
            key={word}
            size="sm"
            variant="ghost"
            aria-pressed={view.phones === filter}
            className={cn(
              "rounded-full border-border max-sm:h-8",
              view.phones === filter && "border-border-strong bg-selected text-foreground",
            )}
            onClick={() => {
              view.narrow(filter);
            }}
          >
            {word}
          </Button>
        ))}
      </div>
      <p role="status" className="ml-auto text-xs text-muted-foreground">
        {summary}
      </p>
    </div>
  );
}
