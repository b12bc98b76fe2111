"use client";

import Link from "next/link";
import type { Ref } from "react";
import { EmailStatus } from "@/components/people/email-status";
import { PhoneCell } from "@/components/people/phone-cell";
import { RelativeTime } from "@/components/shared/relative-time";
import { useOpenRow } from "@/components/shared/use-open-row";
import { TableCell, TableRow } from "@/components/ui/table";
import type { PersonSummaryDto } from "@/lib/people/schema";

type PersonRowProps = { person: PersonSummaryDto; ref?: Ref<HTMLTableRowElement> | undefined };

/** One person. A click anywhere in the row follows the link in its first cell. */
export function PersonRow({ person, ref }: PersonRowProps) {
  const href = `/people/${person.id}`;
  const open = useOpenRow(href);
  return (
    <TableRow ref={ref} onClick={open} className="cursor-pointer max-sm:h-14">
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link
          href={href}
          data-row=""
          prefetch={false}
          className="block truncate rounded-sm font-medium hover:underline"
        >
          {person.name}
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {[person.title, person.companyName].filter(Boolean).join(" · ") || "No position on file"}
        </span>
      </TableCell>
      <TextCell text={person.title} />
      <TextCell text={person.companyName} />
      <TableCell className="max-sm:hidden">
        {person.primaryEmail === null ? (
          <Blank />
        ) : (
          <span className="flex items-center gap-2">
            <span className="truncate" title={person.primaryEmail}>
              {person.primaryEmail}
            </span>
            <EmailStatus status={person.emailStatus} />
          </span>
        )}
      </TableCell>
      <TableCell>
        <PhoneCell person={person} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <RelativeTime at={person.updatedAt} className="text-muted-foreground" />
      </TableCell>
    </TableRow>
  );
}

function TextCell({ text }: { text: string | null }) {
  return (
    <TableCell className="max-sm:hidden" title={text ?? undefined}>
      {text ?? <Blank />}
    </TableCell>
  );
}

function Blank() {
  return <span className="text-faint-foreground">None on file</span>;
}
