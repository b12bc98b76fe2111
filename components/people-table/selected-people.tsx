"use client";

import { lazy, Suspense } from "react";
import type { BulkTask } from "@/components/people-table/bulk-bar";
import {
  countSelected,
  isEmpty,
  MARKED_MAX,
  marksOf,
  writeSelection,
  type Selection,
} from "@/components/people-table/selection";
import type { PeopleRows } from "@/components/people-table/use-people-rows";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import type { MarkedRows } from "@/components/people-table/use-selection";
import type { Role } from "@/lib/auth/viewer";
import type { PeopleView } from "@/lib/people/filters";
import { writePeopleFilters } from "@/lib/people/write-filters";

const BulkBar = lazy(() => import("@/components/people-table/bulk-bar").then((m) => ({ default: m.BulkBar })));
const BulkTaskDialog = lazy(() =>
  import("@/components/people-table/bulk-task-dialog").then((m) => ({ default: m.BulkTaskDialog })),
);

/** A task, and to whom it is done: to the marked ones, or to one person by their id. */
export type Asked = { task: BulkTask; of: string };

type SelectedPeopleProps = {
  view: PeopleTableView;
  rows: PeopleRows;
  marked: MarkedRows;
  role: Role;
  asked: Asked | null;
  onAsk: (asked: Asked | null) => void;
};

/** As many as the address of a file can name. */
const NAMED_MAX = 200;

/** The file of those who are marked. Null for more than can be named. */
function exportHref(selection: Selection, filters: PeopleView): string | null {
  const named = selection.kind === "some" ? selection.ids : selection.except;
  if (named.size > NAMED_MAX) return null;
  const search = new URLSearchParams(selection.kind === "some" ? "" : writePeopleFilters(filters));
  if (named.size > 0) search.set(selection.kind === "some" ? "ids" : "except", [...named].join());
  return `/api/people/export?${search.toString()}`;
}

/** The bar over the marked people, and the dialog of what is done to them. */
export function SelectedPeople({ view, rows, marked, role, asked, onAsk }: SelectedPeopleProps) {
  const { selection } = marked;
  const { people, hasMore } = rows;
  const total = rows.total ?? null;
  const count = countSelected(selection, total);
  const areMoreThere = hasMore || people.length > MARKED_MAX;
  const mayWiden = selection.kind === "some" && areMoreThere && marksOf(selection, people) === true;
  const isOfMarked = asked?.of === "marked";
  return (
    <>
      {!isEmpty(selection) && (
        <Suspense>
          <BulkBar
            count={count}
            matching={total === null ? "Select all that match" : `Select all ${total.toLocaleString("en")} that match`}
            onSelectMatching={mayWiden ? marked.selectMatching : null}
            exportHref={exportHref(selection, view.filters)}
            maySuppress={role === "admin"}
            onTask={(task) => onAsk({ task, of: "marked" })}
            onClear={marked.clear}
          />
        </Suspense>
      )}
      {asked && (
        <Suspense>
          <BulkTaskDialog
            task={asked.task}
            selection={isOfMarked ? writeSelection(selection, view.narrowed) : { ids: [asked.of] }}
            count={isOfMarked ? count : 1}
            onClose={() => onAsk(null)}
            onDone={() => {
              onAsk(null);
              if (isOfMarked) marked.clear();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
