"use client";

import { useQueryStates, type Options } from "nuqs";
import { USUAL_COLUMNS, type ColumnId } from "@/components/people-table/columns";
import type { Widths } from "@/components/people-table/layout";
import { readView, VIEW_PARSERS, writeView, type ViewValues } from "@/components/people-table/view-parsers";
import { useTypedText } from "@/components/shared/use-typed-text";
import type { PeopleView } from "@/lib/people/filters";
import { PEOPLE_FILTER_NAMES, writePeopleFilters } from "@/lib/people/write-filters";

const TEXT_MAX = 200;
const PUSHED: Options = { history: "push" };

export type FilterName = Exclude<(typeof PEOPLE_FILTER_NAMES)[number], "q" | "sort" | "cursor">;
export type FilterValue = string | readonly string[] | null;
export type PeopleTableView = ReturnType<typeof usePeopleView>;

/** What the table shows and how. All of it lives in the URL, so that it can be kept, sent and come back to. */
export function usePeopleView() {
  const [values, setValues] = useQueryStates(VIEW_PARSERS);
  const query = useTypedText({ name: "q", kept: values.q, keep: (typed) => void setValues({ q: typed }) });
  const q = query.settled.trim();
  const filters = filtersOf({ ...values, q });
  const narrowed = writePeopleFilters(filters);
  const view: PeopleView = { ...filters, ...(values.sort && { sort: values.sort }) };
  return {
    /** What is asked of the server. */
    filters: view,
    /** The same without the order, as the address holds it. */
    narrowed,
    isNarrowed: narrowed !== "",
    text: query.typed,
    columns: values.cols ?? USUAL_COLUMNS,
    widths: values.w ?? {},
    isCompact: values.density === "compact",
    sort: values.sort,
    viewId: values.view,
    personId: values.person,
    /** The view as it would be kept. */
    written: writeView({ ...values, q }),
    search: (typed: string) => {
      query.type(typed.slice(0, TEXT_MAX));
    },
    leaveSearch: query.leave,
    setFilter: (name: FilterName, value: FilterValue) => void setValues({ [name]: emptyToNull(value) }, PUSHED),
    clearFilters: () => void setValues(NO_FILTERS, PUSHED),
    setSort: (sort: ViewValues["sort"]) => void setValues({ sort }, PUSHED),
    setColumns: (columns: readonly ColumnId[] | null) => void setValues({ cols: columns && [...columns] }),
    setWidths: (widths: Widths) => void setValues({ w: Object.keys(widths).length > 0 ? widths : null }),
    isUsualLayout: values.cols === null && values.w === null,
    resetLayout: () => void setValues({ cols: null, w: null }),
    setCompact: (isCompact: boolean) => void setValues({ density: isCompact ? "compact" : null }),
    /** The first one is a step that leads back; walking on is none. */
    openPerson: (id: string | null) => void setValues({ person: id }, id && !values.person ? PUSHED : {}),
    openView: (saved: { id: string | null; query: string }) =>
      void setValues({ ...readView(saved.query), view: saved.id, person: null }, PUSHED),
    nameView: (id: string | null) => void setValues({ view: id }),
  };
}

const FILTER_NAMES = PEOPLE_FILTER_NAMES.filter((name) => name !== "sort" && name !== "cursor");
const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, null]));

function filtersOf(values: ViewValues): PeopleView {
  const given = FILTER_NAMES.flatMap((name) => {
    const value = values[name];
    return value === null || value.length === 0 ? [] : [[name, typeof value === "string" ? value : [...value]]];
  });
  return Object.fromEntries(given) as PeopleView;
}

function emptyToNull(value: FilterValue): string | string[] | null {
  if (value === null || value.length === 0) return null;
  return typeof value === "string" ? value : [...value];
}
