"use client";

import Link from "next/link";
import { useRef } from "react";
import { EmailStatus } from "@/components/people/email-status";
import { PhoneCell } from "@/components/people/phone-cell";
import type { NarrowedSelection } from "@/components/people/use-narrowed-selection";
import { useRowKeys } from "@/components/people/use-row-keys";
import { RelativeTime } from "@/components/shared/relative-time";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PersonSummaryDto } from "@/lib/people/schema";

type NarrowedTableProps = { people: readonly PersonSummaryDto[]; caption: string; marked?: NarrowedSelection };

export function NarrowedTable({ people, caption, marked }: NarrowedTableProps) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table ref={table} caption={caption}>
      <TableHeader>
        <TableRow>
          {marked && (
            <TableHead className="w-9 pr-0">
              <Checkbox
                aria-label="Mark everybody"
                checked={marked.isAll ? true : marked.isAny ? "indeterminate" : false}
                onCheckedChange={marked.toggleAll}
              />
            </TableHead>
          )}
          <TableHead>Name</TableHead>
          <TableHead className="max-sm:hidden">Title</TableHead>
          <TableHead className="max-md:hidden">Company</TableHead>
          <TableHead className="max-sm:hidden">Email</TableHead>
          <TableHead>Phone</TableHead>
          <TableHead className="max-lg:hidden">Updated</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {people.map((person) => (
          <Row key={person.id} person={person} {...(marked && { marked })} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ person, marked }: { person: PersonSummaryDto; marked?: NarrowedSelection }) {
  const { id, name, title, companyName, primaryEmail, emailStatus, updatedAt } = person;
  return (
    <TableRow className="max-sm:h-14">
      {marked && (
        <TableCell className="pr-0">
          <Checkbox
            aria-label={`Mark ${name}`}
            checked={marked.isMarked(id)}
            onCheckedChange={() => {
              marked.toggle(id);
            }}
          />
        </TableCell>
      )}
      <TableCell className="font-medium group-focus-within/row:bg-selected max-sm:max-w-40">
        <Link href={`/people/${id}`} data-row="" prefetch={false} className="block truncate rounded-sm hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {[title, companyName].filter(Boolean).join(" · ") || "No position on file"}
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden" title={title ?? undefined}>
        {title ?? <Blank />}
      </TableCell>
      <TableCell className="max-md:hidden" title={companyName ?? undefined}>
        {companyName ?? <Blank />}
      </TableCell>
      <TableCell className="max-sm:hidden">
        {primaryEmail === null ? (
          <Blank />
        ) : (
          <span className="flex items-center gap-2">
            <span className="truncate" title={primaryEmail}>
              {primaryEmail}
            </span>
            <EmailStatus status={emailStatus} />
          </span>
        )}
      </TableCell>
      <TableCell>
        <PhoneCell person={person} />
      </TableCell>
      <TableCell className="max-lg:hidden">
        <RelativeTime at={updatedAt} className="text-muted-foreground" />
      </TableCell>
    </TableRow>
  );
}

function Blank() {
  return <span className="text-faint-foreground">None on file</span>;
}
