"use client";

import { Fragment, useMemo, useRef, type ComponentProps, type RefObject } from "react";
import { HistoryRow } from "@/components/history/history-row";
import { BlankHeight, rowIndexOf } from "@/components/history/virtual-blank";
import { useVirtualRowKeys } from "@/components/history/use-virtual-row-keys";
import { useVirtualRows } from "@/components/history/use-virtual-rows";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { LookupSummaryDto } from "@/lib/lookups/schema";

const SKELETON_ROWS = 12;

type HistoryTableProps = {
  lookups: readonly LookupSummaryDto[];
  /** The view in the address: each has its own scroll position. */
  search: string;
  onNearEnd: () => void;
};

export function HistoryTable({ lookups, search, onNearEnd }: HistoryTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const ids = useMemo(() => lookups.map(({ id }) => id), [lookups]);
  const { rows, setFocused, scrollTo } = useVirtualRows({ table, ids, name: search, onNearEnd });
  useVirtualRowKeys({ table, count: lookups.length, scrollTo });
  return (
    <Frame
      tableRef={table}
      rowCount={lookups.length + 1}
      onFocus={(event) => {
        setFocused(rowIndexOf(event.target));
      }}
      onBlur={() => {
        setFocused(null);
      }}
    >
      {rows.map(({ index, blankAbovePx, blankBelowPx }) => {
        const lookup = lookups[index];
        return (
          lookup && (
            <Fragment key={lookup.id}>
              <BlankHeight px={blankAbovePx} />
              <HistoryRow lookup={lookup} index={index} search={search} />
              <BlankHeight px={blankBelowPx} />
            </Fragment>
          )
        );
      })}
    </Frame>
  );
}

export function HistoryTableSkeleton() {
  return (
    <div aria-hidden>
      <Frame>
        {Array.from({ length: SKELETON_ROWS }, (_, row) => (
          <TableRow key={row} className="max-sm:h-14">
            {COLUMNS.map(({ head, isNarrow }) => (
              <TableCell key={head} className={isNarrow ? "" : "max-sm:hidden"}>
                <Skeleton className="h-3.5 w-3/4" />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </Frame>
    </div>
  );
}

type Column = { head: string; width: string; isNarrow?: true; isFigure?: true };

const COLUMNS: readonly Column[] = [
  { head: "Input", width: "w-[11.5rem] max-sm:w-auto", isNarrow: true },
  { head: "When", width: "w-[5.75rem]" },
  { head: "Who", width: "w-[6.25rem]" },
  { head: "Outcome", width: "w-[10.25rem]", isNarrow: true },
  { head: "Person", width: "w-36" },
  { head: "Phones", width: "w-[8.5rem]" },
  { head: "Credits", width: "w-[5.75rem]", isFigure: true },
  { head: "Took", width: "w-[4.75rem]", isFigure: true },
  { head: "Source", width: "w-[4.25rem]" },
  { head: "Key", width: "w-[6.25rem]" },
  { head: "Reviewed", width: "w-[5.5rem]" },
];

type FrameProps = Pick<ComponentProps<"table">, "onFocus" | "onBlur" | "children"> & {
  tableRef?: RefObject<HTMLTableElement | null>;
  rowCount?: number;
};

function Frame({ tableRef, rowCount, children, ...listeners }: FrameProps) {
  return (
    <Table
      caption="Lookups, newest first"
      boxClassName="max-h-[max(20rem,calc(100dvh-16.5rem))]"
      className="table-fixed sm:min-w-[78rem]"
      aria-rowcount={rowCount}
      {...(tableRef && { ref: tableRef })}
      {...listeners}
    >
      <TableHeader>
        <TableRow>
          {COLUMNS.map(({ head, width, isNarrow = false, isFigure = false }, at) => (
            <TableHead
              key={head}
              pinned={at === 0}
              align={isFigure ? "end" : "start"}
              className={`${width} ${isNarrow ? "" : "max-sm:hidden"}`}
            >
              {head}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
}
