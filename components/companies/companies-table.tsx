"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/people/use-row-keys";
import { RelativeTime } from "@/components/shared/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CompanySort, CompanySortWord } from "@/lib/companies/company";
import type { CompanySummaryDto } from "@/lib/companies/schema";

type Sorting = { sort: CompanySortWord; onSort: (column: CompanySort) => void };

export function CompaniesTable({ companies, ...sorting }: Sorting & { companies: readonly CompanySummaryDto[] }) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table ref={table} caption="Companies">
      <TableHeader>
        <TableRow>
          <SortHead column="name" word="Name" pinned {...sorting} />
          <TableHead className="max-sm:hidden">Domain</TableHead>
          <TableHead className="max-md:hidden">Industry</TableHead>
          <SortHead column="employees" word="Employees" align="end" className="max-sm:hidden" {...sorting} />
          <TableHead className="max-md:hidden">Country</TableHead>
          <TableHead align="end">People</TableHead>
          <TableHead className="max-lg:hidden">Funding</TableHead>
          <SortHead column="updated" word="Updated" className="max-lg:hidden" {...sorting} />
        </TableRow>
      </TableHeader>
      <TableBody>
        {companies.map((company) => (
          <CompanyRow key={company.id} company={company} />
        ))}
      </TableBody>
    </Table>
  );
}

type SortHeadProps = Sorting & {
  column: CompanySort;
  word: string;
  align?: "start" | "end";
  pinned?: boolean;
  className?: string;
};

function SortHead({ column, word, sort, onSort, ...head }: SortHeadProps) {
  const isOn = sort === column || sort === `-${column}`;
  const isDescending = sort.startsWith("-");
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  return (
    <TableHead {...head} {...(isOn && { "aria-sort": isDescending ? "descending" : "ascending" })}>
      <button
        type="button"
        className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
        onClick={() => {
          onSort(column);
        }}
      >
        {word}
        {isOn && <Arrow aria-hidden className="size-3" />}
      </button>
    </TableHead>
  );
}

function CompanyRow({ company }: { company: CompanySummaryDto }) {
  const { id, name, domain, industry, employeeCount, country, people, fundingStage, updatedAt } = company;
  return (
    <TableRow className="max-sm:h-14">
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link
          href={`/companies/${id}`}
          data-row=""
          prefetch={false}
          className="block truncate rounded-sm hover:underline"
        >
          <bdi>{name ?? domain ?? "Name not given"}</bdi>
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {[domain, industry].filter(Boolean).join(" · ") || "Nothing more on file"}
        </span>
      </TableCell>
      <TextCell text={domain} className="max-sm:hidden" />
      <TextCell text={industry} className="max-md:hidden" />
      <TableCell align="end" className="max-sm:hidden">
        {employeeCount === null ? <Blank /> : employeeCount.toLocaleString("en")}
      </TableCell>
      <TextCell text={country} className="max-md:hidden" />
      <TableCell align="end">{people === null ? "1,000+" : people.toLocaleString("en")}</TableCell>
      <TextCell text={fundingStage} className="max-lg:hidden" />
      <TableCell className="max-lg:hidden">
        <RelativeTime at={updatedAt} className="text-muted-foreground" />
      </TableCell>
    </TableRow>
  );
}

function TextCell({ text, className }: { text: string | null; className: string }) {
  return (
    <TableCell className={className} title={text ?? undefined}>
      {text ?? <Blank />}
    </TableCell>
  );
}

function Blank() {
  return <span className="text-faint-foreground">Not known</span>;
}

export function CompaniesSkeleton() {
  return (
    <div aria-hidden className="grid gap-px rounded-lg border p-1">
      {Array.from({ length: 12 }, (_, nth) => (
        <Skeleton key={nth} className="h-8" />
      ))}
    </div>
  );
}
