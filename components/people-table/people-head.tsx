"use client";

import type { Column, Table } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { ColumnEdge } from "@/components/people-table/column-edge";
import { CELL_WIDTHS, COLUMNS, STUCK, type ColumnId } from "@/components/people-table/columns";
import type { MarkedRows } from "@/components/people-table/use-selection";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { TickBox } from "@/components/shared/tick-box";
import { cn } from "@/components/ui/cn";
import { TableHead, TableHeader, TableRow } from "@/components/ui/table";

type PeopleHeadProps = { model: Table<never>; view: PeopleTableView; marked: MarkedRows | null };

const SORTED = { asc: "ascending", desc: "descending" } as const;

export function PeopleHead({ model, view, marked }: PeopleHeadProps) {
  const setWidth = (id: ColumnId, width: number | null) => {
    const { [id]: _, ...others } = view.widths;
    view.setWidths(width === null || width === COLUMNS[id].width ? others : { ...others, [id]: width });
  };
  return (
    <TableHeader role="rowgroup" className="z-20 block">
      <TableRow role="row" className="flex h-8">
        {marked && (
          <TableHead role="columnheader" className={cn(HEAD, STUCK, "w-9 px-0 max-sm:hidden")}>
            <SelectLoaded marked={marked} />
          </TableHead>
        )}
        {model.getVisibleLeafColumns().map((column) => (
          <HeadCell key={column.id} column={column} hasBoxes={marked !== null} onWidth={setWidth} />
        ))}
        <td aria-hidden className="block flex-1 border-b bg-background p-0 max-sm:hidden" />
      </TableRow>
    </TableHeader>
  );
}

type HeadCellProps = {
  column: Column<never>;
  hasBoxes: boolean;
  onWidth: (id: ColumnId, width: number | null) => void;
};

function HeadCell({ column, hasBoxes, onWidth }: HeadCellProps) {
  const id = column.id as ColumnId;
  const { label, align } = COLUMNS[id];
  const sorted = column.getIsSorted();
  const isName = id === "name";
  return (
    <TableHead
      role="columnheader"
      {...(align && { align })}
      {...(column.getCanSort() && { "aria-sort": sorted ? SORTED[sorted] : "none" })}
      className={cn(
        HEAD,
        CELL_WIDTHS[id],
        "max-w-none",
        "relative",
        isName && STUCK,
        isName && hasBoxes && "sm:pl-1 sm:group-data-aside/grid:left-9",
        !isName && id !== "phone" && "max-sm:hidden",
      )}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          className="inline-flex max-w-full items-center gap-1 rounded-sm font-medium hover:text-foreground"
          onClick={column.getToggleSortingHandler()}
        >
          <span className="truncate">{label}</span>
          {sorted === "asc" && <ArrowUp aria-hidden className="size-3 shrink-0" />}
          {sorted === "desc" && <ArrowDown aria-hidden className="size-3 shrink-0" />}
        </button>
      ) : (
        <span className="block truncate">{label}</span>
      )}
      <ColumnEdge id={id} width={column.getSize()} onWidth={(width) => onWidth(id, width)} />
    </TableHead>
  );
}

const HEAD = "block shrink-0 content-center";

function SelectLoaded({ marked }: { marked: MarkedRows }) {
  const all = marked.allLoaded();
  return (
    <label className="flex h-full cursor-pointer items-center justify-center">
      <TickBox
        aria-label="Select all that are loaded"
        checked={all === true}
        isIndeterminate={all === "indeterminate"}
        onChange={marked.toggleLoaded}
      />
    </label>
  );
}
