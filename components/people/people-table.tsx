"use client";

import { useCallback, useRef, type ReactNode } from "react";
import { PersonRow } from "@/components/people/person-row";
import { useKeptScroll } from "@/components/people/use-kept-scroll";
import { useRowKeys } from "@/components/people/use-row-keys";
import { SkeletonRows } from "@/components/shared/skeleton-rows";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PersonSummaryDto } from "@/lib/people/schema";

const SKELETON_WIDTHS = ["w-32", "w-28", "w-24", "w-40", "w-32", "w-16"];
/** The next page is asked for when this many rows are left below. */
const ROWS_AHEAD = 15;

type PeopleTableProps = {
  people: readonly PersonSummaryDto[];
  /** Names what the list is narrowed to: each has its own scroll position. */
  view: string;
  onNearEnd: () => void;
};

export function PeopleTable({ people, view, onNearEnd }: PeopleTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const keepScroll = useKeptScroll(view);
  useRowKeys(table);
  const attach = useCallback(
    (node: HTMLTableElement) => {
      table.current = node;
      return keepScroll(node);
    },
    [keepScroll],
  );
  const watch = useNearEnd(onNearEnd);
  return (
    <Frame tableRef={attach}>
      {people.map((person, index) => (
        <PersonRow
          key={person.id}
          person={person}
          ref={index === Math.max(0, people.length - ROWS_AHEAD) ? watch : undefined}
        />
      ))}
    </Frame>
  );
}

export function PeopleTableSkeleton() {
  return (
    <div aria-hidden>
      <Frame>
        <SkeletonRows count={12} widths={SKELETON_WIDTHS} narrow={[0, 4]} />
      </Frame>
    </div>
  );
}

type FrameProps = { tableRef?: (node: HTMLTableElement) => () => void; children: ReactNode };

function Frame({ tableRef, children }: FrameProps) {
  return (
    <Table
      caption="People"
      boxClassName="sm:max-h-[max(20rem,calc(100dvh-16.5rem))]"
      className="table-fixed sm:min-w-[64rem]"
      {...(tableRef && { ref: tableRef })}
    >
      <TableHeader>
        <TableRow>
          <TableHead pinned className="sm:w-[16%]">
            Name
          </TableHead>
          <TableHead className="w-[16%] max-sm:hidden">Title</TableHead>
          <TableHead className="w-[13%] max-sm:hidden">Company</TableHead>
          <TableHead className="max-sm:hidden">Email</TableHead>
          <TableHead className="w-[18%] max-sm:w-[9.75rem]">Phone</TableHead>
          <TableHead className="w-[6.75rem] max-sm:hidden">Updated</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

function useNearEnd(onNearEnd: () => void): (row: HTMLTableRowElement) => () => void {
  return useCallback(
    (row) => {
      const observer = new IntersectionObserver((seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) onNearEnd();
      });
      observer.observe(row);
      return () => {
        observer.disconnect();
      };
    },
    [onNearEnd],
  );
}
