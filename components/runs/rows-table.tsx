"use client";

import Link from "next/link";
import { Fragment, useMemo, useRef, type ReactNode } from "react";
import { useVirtualRowKeys } from "@/components/history/use-virtual-row-keys";
import { useVirtualRows } from "@/components/history/use-virtual-rows";
import { BlankHeight, rowIndexOf } from "@/components/history/virtual-blank";
import { RowStateChip } from "@/components/runs/run-state-chip";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { REFRESH_LABELS } from "@/lib/runs/refresh-columns";
import { labelRow } from "@/lib/runs/row-label";
import type { RunDto, RunRowDto } from "@/lib/runs/schema";

type RowsTableProps = {
  run: Pick<RunDto, "kind" | "mapping" | "state">;
  rows: readonly RunRowDto[];
  /** Each view has its own place to come back to. */
  name: string;
  onNearEnd: () => void;
};

export function RowsTable({ run: { kind, mapping, state }, rows, name, onNearEnd }: RowsTableProps) {
  const hasLookups = state !== "draft";
  const labels = kind === "refresh" ? REFRESH_LABELS : mapping;
  const table = useRef<HTMLTableElement>(null);
  const ids = useMemo(() => rows.map(({ number }) => String(number)), [rows]);
  const drawn = useVirtualRows({ table, ids, name, onNearEnd });
  useVirtualRowKeys({ table, count: rows.length, scrollTo: drawn.scrollTo });
  return (
    <Table
      ref={table}
      caption="Rows of the file"
      boxClassName="max-h-[max(20rem,calc(100dvh-16.5rem))]"
      className={cn("table-fixed", hasLookups ? "sm:min-w-[48rem]" : "sm:min-w-[40rem]")}
      aria-rowcount={rows.length + 1}
      onFocus={(event) => {
        drawn.setFocused(rowIndexOf(event.target));
      }}
      onBlur={() => {
        drawn.setFocused(null);
      }}
    >
      <Head hasLookups={hasLookups} />
      <TableBody>
        {rows.length === 0 && <NoRow />}
        {drawn.rows.map(({ index, blankAbovePx, blankBelowPx }) => {
          const row = rows[index];
          return (
            row && (
              <Fragment key={row.number}>
                <BlankHeight px={blankAbovePx} />
                <Row row={row} index={index} mapping={labels} hasLookups={hasLookups} />
                <BlankHeight px={blankBelowPx} />
              </Fragment>
            )
          );
        })}
      </TableBody>
    </Table>
  );
}

function Head({ hasLookups }: { hasLookups: boolean }) {
  return (
    <TableHeader>
      <TableRow>
        <TableHead pinned className="w-64 max-sm:w-auto">
          Who
        </TableHead>
        <TableHead align="end" className="w-20 max-sm:hidden">
          Row
        </TableHead>
        <TableHead className="w-40 max-sm:w-36">State</TableHead>
        <TableHead className="max-sm:hidden">Why</TableHead>
        {hasLookups && <TableHead className="w-20 max-sm:hidden">Lookup</TableHead>}
      </TableRow>
    </TableHeader>
  );
}

function NoRow() {
  return (
    <TableRow>
      <TableCell colSpan={5} className="py-6 text-center text-muted-foreground">
        No row stands here.
      </TableCell>
    </TableRow>
  );
}

type RowProps = { row: RunRowDto; index: number; mapping: RunDto["mapping"]; hasLookups: boolean };

function Row({ row, index, mapping, hasLookups }: RowProps) {
  const { number, line, state, reason, flaw, lookupId, personId } = row;
  const { label, aside } = labelRow(row, mapping);
  const why = [reason, flaw].filter((sentence) => sentence !== null).join(" ");
  const place = `Row ${number.toLocaleString("en")}, line ${line.toLocaleString("en")}`;
  const href = personId !== null ? `/people/${personId}` : lookupId !== null ? `/history/${lookupId}` : null;
  return (
    <TableRow aria-rowindex={index + 2} className="max-sm:h-14">
      <TableCell pinned title={aside ?? undefined} className="group-focus-within/row:bg-selected">
        <RowLink href={href} index={index}>
          {label ?? "Empty row"}
          {aside && <span className="font-normal text-muted-foreground"> · {aside}</span>}
        </RowLink>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">{why || place}</span>
      </TableCell>
      <TableCell align="end" title={place} className="text-muted-foreground max-sm:hidden">
        {number.toLocaleString("en")}
        <span className="sr-only">, line {line.toLocaleString("en")}</span>
      </TableCell>
      <TableCell>
        <RowStateChip state={state} />
      </TableCell>
      <TableCell title={why || undefined} className="max-w-none text-muted-foreground max-sm:hidden">
        {why}
      </TableCell>
      {hasLookups && (
        <TableCell className="max-sm:hidden">
          {lookupId !== null && <LookupLink lookupId={lookupId} number={number} />}
        </TableCell>
      )}
    </TableRow>
  );
}

function LookupLink({ lookupId, number }: { lookupId: string; number: number }) {
  return (
    <Link href={`/history/${lookupId}`} prefetch={false} className="rounded-sm underline decoration-input">
      Open<span className="sr-only"> the lookup of row {number.toLocaleString("en")}</span>
    </Link>
  );
}

type RowLinkProps = { href: string | null; index: number; children: ReactNode };

/** `j` and `k` stop at each row; only one that leads somewhere is a link. */
function RowLink({ href, index, children }: RowLinkProps) {
  if (href === null)
    return (
      <a data-row={index} tabIndex={-1} className="block truncate rounded-sm">
        {children}
      </a>
    );
  return (
    <Link href={href} data-row={index} prefetch={false} className="block truncate rounded-sm hover:underline">
      {children}
    </Link>
  );
}
