"use client";

import type { ReactNode } from "react";
import { AuditRow } from "@/components/audit/audit-row";
import { SkeletonRows } from "@/components/shared/skeleton-rows";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AuditEventDto } from "@/lib/audit/schema";

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
        <SkeletonRows count={8} widths={SKELETON_WIDTHS} narrow={[0, 2]} />
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
