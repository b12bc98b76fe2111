"use client";

import { Download, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { FilterChips } from "@/components/history/filter-chips";
import type { useHistoryView } from "@/components/history/use-history-view";
import { SearchInput } from "@/components/shared/search-input";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { historySearch } from "@/lib/lookups/lookup-filters";

const FilterPanel = dynamic(() => import("@/components/history/filter-panel").then((loaded) => loaded.FilterPanel), {
  loading: () => <Skeleton className="h-64" />,
});

type HistoryToolbarProps = { chosen: ReturnType<typeof useHistoryView>; summary: string; canChooseWho: boolean };

export function HistoryToolbar({ chosen, summary, canChooseWho }: HistoryToolbarProps) {
  const { view, text, narrow, clear } = chosen;
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput label="Search lookups" value={text} onValueChange={chosen.search} onLeave={chosen.leaveSearch} />
        <Popover>
          <PopoverTrigger asChild>
            <Button>
              <ListFilter aria-hidden /> Filter
            </Button>
          </PopoverTrigger>
          <PopoverContent align="start" aria-label="Filters" className="max-h-[70dvh] w-96 overflow-y-auto">
            <FilterPanel view={view} narrow={narrow} canChooseWho={canChooseWho} />
          </PopoverContent>
        </Popover>
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
