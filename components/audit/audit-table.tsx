"use client";

import type { ReactNode } from "react";
import { AuditRow } from "@/components/audit/audit-row";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AuditEventDto } from "@/lib/audit/schema";

const SKELETON_ROWS = 8;
const SKELETON_WIDTHS = ["w-20", "w-28", "w-48", "w-36", "w-24"];

export function AuditTable({ events }: { events: readonly AuditEventDto[] }) {
  return (
    <Frame>
      {events.map((event) => (
        <AuditRow key={event.id} event={event} />
      ))}
    </Frame>
  );
}

export function AuditTableSkeleton() {
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

function Frame({ children }: { children: ReactNode }) {
  return (
    <Table caption="Audit events, newest first" className="table-fixed sm:min-w-[56rem]">
      <TableHeader>
        <TableRow>
          <TableHead pinned className="w-[9.5rem] max-sm:w-1/2">
            When
          </TableHead>
          <TableHead className="w-[20%] max-sm:hidden">Who</TableHead>
          <TableHead className="max-sm:w-1/2">What</TableHead>
          <TableHead className="w-[24%] max-sm:hidden">On what</TableHead>
          <TableHead className="w-[10rem] max-sm:hidden">From where</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
}
