"use client";

import { Download } from "lucide-react";
import { FilterButton } from "@/components/history/filter-button";
import { FilterChips } from "@/components/history/filter-chips";
import type { useHistoryView } from "@/components/history/use-history-view";
import { SearchInput } from "@/components/shared/search-input";
import { Button } from "@/components/ui/button";
import { historySearch } from "@/lib/lookups/history-view";

type HistoryToolbarProps = { chosen: ReturnType<typeof useHistoryView>; summary: string; canChooseWho: boolean };

export function HistoryToolbar({ chosen, summary, canChooseWho }: HistoryToolbarProps) {
  const { view, text, narrow, clear } = chosen;
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput label="Search lookups" value={text} onValueChange={chosen.search} onLeave={chosen.leaveSearch} />
        <FilterButton view={view} narrow={narrow} canChooseWho={canChooseWho} />
        <p role="status" className="ml-auto text-xs text-muted-foreground">
          {summary}
        </p>
        <Button asChild variant="ghost">
          <a href={`/api/lookups/export${historySearch(view)}`} download>
            <Download aria-hidden /> Export
          </a>
        </Button>
      </div>
      <FilterChips view={view} narrow={narrow} clear={clear} />
    </div>
  );
}
