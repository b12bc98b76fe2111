"use client";

import { getCoreRowModel, useReactTable, type ColumnDef, type SortingState, type Table } from "@tanstack/react-table";
import { COLUMN_IDS, COLUMNS, WIDTH_MAX, WIDTH_MIN, type ColumnId } from "@/components/people-table/columns";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { PEOPLE_SORTS } from "@/lib/people/filter-words";

/** Rows are the virtualiser's: a model of 100,000 would be made anew with each page. */
const NO_ROWS: never[] = [];

const DEFINITIONS: ColumnDef<never>[] = COLUMN_IDS.map((id) => ({
  id,
  header: COLUMNS[id].label,
  size: COLUMNS[id].width,
  minSize: WIDTH_MIN,
  maxSize: WIDTH_MAX,
  accessorFn: () => null,
  enableSorting: COLUMNS[id].sort !== undefined,
  sortDescFirst: COLUMNS[id].isNewestFirst === true,
}));

/** Which columns there are, in which order and width, and by which the rows are ordered. */
export function useColumnModel({ columns, widths, sort, setSort }: PeopleTableView): Table<never> {
  const shown: readonly ColumnId[] = ["name", ...columns];
  const sorting = readSorting(sort);
  return useReactTable({
    data: NO_ROWS,
    columns: DEFINITIONS,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    enableMultiSort: false,
    state: {
      sorting,
      columnOrder: [...shown],
      columnVisibility: Object.fromEntries(COLUMN_IDS.map((id) => [id, shown.includes(id)])),
      columnSizing: widths,
    },
    onSortingChange: (change) => {
      const next = typeof change === "function" ? change(sorting) : change;
      setSort(writeSorting(next));
    },
  });
}

/** Unless something else is asked for, those who changed last come first. */
function readSorting(sort: PeopleTableView["sort"]): SortingState {
  const word = sort ?? "-updated";
  const id = COLUMN_IDS.find((column) => COLUMNS[column].sort === word.replace(/^-/, ""));
  return id === undefined ? [] : [{ id, desc: word.startsWith("-") }];
}

function writeSorting([first]: SortingState): PeopleTableView["sort"] {
  const column = COLUMN_IDS.find((id) => id === first?.id);
  const sort = PEOPLE_SORTS.find((name) => column !== undefined && COLUMNS[column].sort === name);
  if (first === undefined || sort === undefined) return null;
  if (sort === "updated" && first.desc) return null;
  return first.desc ? `-${sort}` : sort;
}
