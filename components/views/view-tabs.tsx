"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, UsersRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { viewQueries } from "@/lib/views/queries";
import type { SavedViewDto, ViewFilters } from "@/lib/views/schema";

const importMenu = () => import("@/components/views/view-menu").then((m) => ({ default: m.ViewMenu }));
const ViewMenu = lazy(importMenu);
const ViewDialog = lazy(() => import("@/components/views/view-dialog").then((m) => ({ default: m.ViewDialog })));

export type ViewTabsProps = {
  screen: ViewFilters["screen"];
  /** Of the table as it usually is: "All people". */
  usual: string;
  /** The table as it stands, as it would be kept. */
  written: string;
  /** Equal views give equal text. */
  normalise: (query: string) => string;
  viewId: string | null;
  onOpen: (view: { id: string | null; query: string }) => void;
  /** The table as it stands is this view from now on. */
  onName: (id: string | null) => void;
  /** Asks the provider anew for whom the table shows, where that can be done. */
  onRefresh?: ((view: SavedViewDto) => void) | undefined;
};

type Asked = { for: "save" } | { for: "rename"; view: SavedViewDto };

/** The saved views of a screen. One that the table has moved away from bears a dot until it is updated. */
export function ViewTabs(props: ViewTabsProps) {
  const { screen, usual, written, normalise, viewId, onOpen, onName, onRefresh } = props;
  const { data } = useQuery(viewQueries.list(screen));
  const [asked, setAsked] = useState<Asked | null>(null);
  const views = data?.views ?? [];
  const active = views.find(({ id }) => id === viewId) ?? null;
  const isChanged = written !== (active ? normalise(active.query) : "");
  return (
    <nav aria-label="Views" className="mb-3 flex items-center gap-2 border-b">
      <ul className="flex min-w-0 items-center gap-4 overflow-x-auto">
        <Tab isActive={!active} onOpen={() => onOpen({ id: null, query: "" })}>
          {usual}
        </Tab>
        {views.map((view) => (
          <Tab key={view.id} isActive={view === active} onOpen={() => onOpen(view)}>
            {view.isShared && <UsersRound aria-hidden className="size-3.5" />}
            <bdi className="max-w-48 truncate">{view.name}</bdi>
            {view.isShared && <span className="sr-only">, shared</span>}
            {view === active && isChanged && <Dot />}
          </Tab>
        ))}
      </ul>
      {active && (
        <LazyMenu
          menu={ViewMenu}
          menuProps={{
            view: active,
            isChanged,
            written,
            maySave: data?.maySave ?? false,
            onRename: () => setAsked({ for: "rename", view: active }),
            onSave: () => setAsked({ for: "save" }),
            onReset: () => onOpen(active),
            onGone: () => onName(null),
            onRefresh: onRefresh ? () => onRefresh(active) : null,
          }}
          preload={importMenu}
          className="flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover max-sm:size-9"
        >
          <ChevronDown aria-hidden className="size-4" />
          <span className="sr-only">Change the view {active.name}</span>
        </LazyMenu>
      )}
      {isChanged && data?.maySave && (
        <Button size="sm" variant="ghost" className="ml-auto" onClick={() => setAsked({ for: "save" })}>
          Save view
        </Button>
      )}
      {asked && (
        <Suspense>
          <ViewDialog
            screen={screen}
            query={written}
            view={asked.for === "rename" ? asked.view : null}
            onClose={() => setAsked(null)}
            onSaved={onName}
          />
        </Suspense>
      )}
    </nav>
  );
}

type TabProps = { isActive: boolean; onOpen: () => void; children: React.ReactNode };

function Tab({ isActive, onOpen, children }: TabProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={isActive || undefined}
        className={cn(
          "-mb-px flex h-9 items-center gap-1.5 border-b-2 text-sm font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
          isActive ? "border-foreground" : "border-transparent text-muted-foreground hover:text-foreground",
        )}
        onClick={onOpen}
      >
        {children}
      </button>
    </li>
  );
}

function Dot() {
  return (
    <>
      <span aria-hidden title="Changed, not saved" className="size-1.5 rounded-full bg-sun" />
      <span className="sr-only">, changed</span>
    </>
  );
}
