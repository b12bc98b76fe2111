"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, type MouseEvent } from "react";
import { formatAmount } from "@/lib/credits/credits";
import { useRowKeys } from "@/components/people/use-row-keys";
import { ProgressBar } from "@/components/runs/progress-bar";
import { RunStateChip } from "@/components/runs/run-state-chip";
import { RelativeTime } from "@/components/shared/relative-time";
import { SkeletonRows } from "@/components/shared/skeleton-rows";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { splitProgress } from "@/lib/runs/progress";
import type { RunListItem } from "@/lib/runs/schema";

export function RunsTable({ runs }: { runs: readonly RunListItem[] }) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table ref={table} caption="Runs, newest first" className="table-fixed sm:min-w-[52rem]">
      <Head />
      <TableBody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </TableBody>
    </Table>
  );
}

export function RunsTableSkeleton() {
  return (
    <div aria-hidden>
      <Table caption="Runs" className="table-fixed sm:min-w-[52rem]">
        <Head />
        <TableBody>
          <SkeletonRows count={6} widths={["w-40", "w-20", "w-24", "w-32", "w-12", "w-12", "w-16"]} narrow={[0, 2]} />
        </TableBody>
      </Table>
    </div>
  );
}

function Head() {
  return (
    <TableHeader>
      <TableRow>
        <TableHead pinned className="w-56 max-sm:w-auto">
          Name
        </TableHead>
        <TableHead className="w-28 max-sm:hidden">Who</TableHead>
        <TableHead className="w-44 max-sm:w-40">State</TableHead>
        <TableHead className="max-sm:hidden">Progress</TableHead>
        <TableHead align="end" className="w-24 max-sm:hidden">
          Rows
        </TableHead>
        <TableHead align="end" className="w-24 max-sm:hidden">
          Credits
        </TableHead>
        <TableHead className="w-28 max-sm:hidden">When</TableHead>
      </TableRow>
    </TableHeader>
  );
}

/** A click anywhere in the row follows the link in its first cell. */
function RunRow({ run }: { run: RunListItem }) {
  const router = useRouter();
  const { id, name, who, rows, charged, createdAt, state } = run;
  const href = `/runs/${id}`;
  function open(event: MouseEvent) {
    const isOnControl = event.target instanceof Element && event.target.closest("a, button") !== null;
    if (!isOnControl && window.getSelection()?.type !== "Range") router.push(href);
  }
  return (
    <TableRow onClick={open} className="cursor-pointer max-sm:h-14">
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link href={href} data-row="" prefetch={false} className="block truncate rounded-sm hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {rows.toLocaleString("en")} rows · <RelativeTime at={createdAt} />
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">{who.name}</TableCell>
      <TableCell>
        <RunStateChip run={run} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        {state === "draft" ? <span className="text-faint-foreground">not started</span> : <Progress run={run} />}
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {rows.toLocaleString("en")}
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {formatAmount(charged)}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <RelativeTime at={createdAt} className="text-muted-foreground" />
      </TableCell>
    </TableRow>
  );
}

function Progress({ run: { name, counts } }: { run: RunListItem }) {
  const { total, settled } = splitProgress(counts);
  // 99.9 % is not all of it.
  const percent = total === 0 ? 0 : Math.floor((settled / total) * 100);
  return (
    <span className="flex items-center gap-2.5">
      <ProgressBar counts={counts} label={`Progress of ${name}`} className="h-1.5 min-w-0 flex-1" />
      <span className="w-9 text-right figures text-xs text-muted-foreground">{percent} %</span>
    </span>
  );
}
