"use client";

import { useRef, type ReactNode, type RefObject } from "react";
import { DeliveryRow } from "@/components/deliveries/delivery-row";
import { useRowKeys } from "@/components/people/use-row-keys";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { DeliverySummaryDto } from "@/lib/deliveries/schema";

const SKELETON_ROWS = 8;
const SKELETON_WIDTHS = ["w-20", "w-40", "w-24", "w-56", "w-16", "w-16", "w-12"];

export function DeliveriesTable({ deliveries }: { deliveries: readonly DeliverySummaryDto[] }) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Frame tableRef={table}>
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} />
      ))}
    </Frame>
  );
}

export function DeliveriesTableSkeleton() {
  return (
    <div aria-hidden>
      <Frame>
        {Array.from({ length: SKELETON_ROWS }, (_, row) => (
          <TableRow key={row} className="max-sm:h-14">
            {SKELETON_WIDTHS.map((width, column) => (
              <TableCell key={column} className={column === 0 || column === 2 ? "" : "max-sm:hidden"}>
                <Skeleton className={`h-3.5 max-w-full ${width}`} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </Frame>
    </div>
  );
}

function Frame({ tableRef, children }: { tableRef?: RefObject<HTMLTableElement | null>; children: ReactNode }) {
  return (
    <Table
      caption="Deliveries, newest first"
      className="table-fixed sm:min-w-[68rem]"
      {...(tableRef && { ref: tableRef })}
    >
      <TableHeader>
        <TableRow>
          <TableHead pinned className="w-[7.25rem] max-sm:w-1/2">
            Received
          </TableHead>
          <TableHead className="w-[22%] max-sm:hidden">Lookup</TableHead>
          <TableHead className="w-[11.5rem] max-sm:w-1/2">State</TableHead>
          <TableHead className="max-sm:hidden">Why</TableHead>
          <TableHead className="w-[7rem] max-sm:hidden">Kind</TableHead>
          <TableHead className="w-[9.75rem] max-sm:hidden">Came by</TableHead>
          <TableHead align="end" className="w-[4.75rem] max-sm:hidden">
            Size
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
}
