"use client";

import type { ReactNode } from "react";
import { ColumnButton } from "@/components/people-table/column-button";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { SearchInput } from "@/components/shared/search-input";

type PeopleToolbarProps = { view: PeopleTableView; summary: string; children: ReactNode };

export function PeopleToolbar({ view, summary, children }: PeopleToolbarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <SearchInput
        label="Search people"
        value={view.text}
        onValueChange={view.search}
        onLeave={view.leaveSearch}
        className="sm:w-60"
      />
      {children}
      <div className="ml-auto flex items-center gap-3">
        <p role="status" className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">
          {summary}
        </p>
        <ColumnButton view={view} />
      </div>
    </div>
  );
}
