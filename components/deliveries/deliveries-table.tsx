"use client";

import { useRef, type ReactNode, type RefObject } from "react";
import { DeliveryRow } from "@/components/deliveries/delivery-row";
import { useRowKeys } from "@/components/people/use-row-keys";
import { SkeletonRows } from "@/components/shared/skeleton-rows";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { DeliverySummaryDto } from "@/lib/deliveries/schema";

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
        <SkeletonRows count={8} widths={SKELETON_WIDTHS} narrow={[0, 2]} />
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
