"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter, X } from "lucide-react";
import { lazy, Suspense, useRef, useState, type Ref } from "react";
import { FIELD_NAMES, FIELDS, valuesOf, wordsOf } from "@/components/people-table/filter-fields";
import type { FilterName, PeopleTableView } from "@/components/people-table/use-people-view";
import { LazyMenu } from "@/components/shell/lazy-menu";
import { Button } from "@/components/ui/button";
import { peopleQueries } from "@/lib/people/queries";
import type { PeopleFacets } from "@/lib/people/schema";

const importMenu = () => import("@/components/people-table/filter-menu").then((m) => ({ default: m.FilterMenu }));
const FilterMenu = lazy(importMenu);
const FilterEditor = lazy(() =>
  import("@/components/people-table/filter-editor").then((m) => ({ default: m.FilterEditor })),
);

const ADD_STYLE =
  "inline-flex h-7 items-center gap-1.5 rounded-md border border-dashed border-border-strong px-2.5 text-xs font-medium text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:h-9 [&_svg]:size-3.5";

/** What the table is narrowed to, each as a chip that can be changed and removed, and a menu for one more. */
export function FilterBar({ view }: { view: PeopleTableView }) {
  const [edited, setEdited] = useState<FilterName | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const shown = FIELD_NAMES.filter((name) => name === edited || valuesOf(view.filters, name).length > 0);
  const asks = shown.some((name) => FIELDS[name].asks);
  const { data: facets } = useQuery({ ...peopleQueries.facets(), enabled: asks });
  const focusMenu = () => bar.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
  return (
    <div ref={bar} role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {shown.map((name) => (
        <FilterChip
          key={name}
          name={name}
          view={view}
          facets={facets}
          isEdited={name === edited}
          onEdit={setEdited}
          onRemove={() => {
            view.setFilter(name, null);
            focusMenu();
          }}
        />
      ))}
      <LazyMenu menu={FilterMenu} menuProps={{ shown, onChoose: setEdited }} preload={importMenu} className={ADD_STYLE}>
        <ListFilter aria-hidden />
        Add filter
      </LazyMenu>
      {shown.length > 0 && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            view.clearFilters();
            focusMenu();
          }}
        >
          Clear all
        </Button>
      )}
    </div>
  );
}

type FilterChipProps = {
  name: FilterName;
  view: PeopleTableView;
  facets: PeopleFacets | undefined;
  isEdited: boolean;
  onEdit: (name: FilterName | null) => void;
  onRemove: () => void;
};

function FilterChip({ name, view, facets, isEdited, onEdit, onRemove }: FilterChipProps) {
  const { label, kind, options, isUnlisted } = FIELDS[name];
  const values = valuesOf(view.filters, name);
  const words = kind === "text" ? values.join() : (wordsOf(values, options(facets)) ?? String(values.length));
  const shownWords = isUnlisted ? "as linked" : words;
  const chip = (ref?: Ref<HTMLButtonElement>) => (
    <button
      ref={ref}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isEdited}
      disabled={isUnlisted}
      className="flex h-full min-w-0 items-center gap-1 rounded-l-md px-2 transition-colors enabled:hover:bg-hover"
      onClick={() => {
        onEdit(isEdited ? null : name);
      }}
    >
      <span className="shrink-0 text-muted-foreground">
        {kind === "text" && !isUnlisted ? `${label} contains` : label}
      </span>
      {shownWords && <span className="truncate font-medium">{shownWords}</span>}
    </button>
  );
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-md border border-border-strong bg-card text-xs max-sm:h-9">
      {isEdited ? (
        <Suspense fallback={chip()}>
          <FilterEditor
            key={name}
            name={name}
            values={values}
            facets={facets}
            trigger={chip()}
            onChange={(value) => {
              view.setFilter(name, value);
            }}
            onClose={() => {
              onEdit(null);
            }}
          />
        </Suspense>
      ) : (
        chip()
      )}
      <button
        type="button"
        aria-label={`Remove filter: ${label}`}
        className="flex h-full w-6 items-center justify-center rounded-r-md border-l text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:w-9"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
