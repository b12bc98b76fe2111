"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { exactTime } from "@/components/shared/age";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { RelativeTime } from "@/components/shared/relative-time";
import { cn } from "@/components/ui/cn";
import { TableCell, TableRow } from "@/components/ui/table";
import { describeAction } from "@/lib/audit/describe-action";
import type { AuditEventDto } from "@/lib/audit/schema";

export const AUDIT_COLUMNS = 5;

/** One event; what else is known of it folds out below. */
export function AuditRow({ event }: { event: AuditEventDto }) {
  const [isOpen, setIsOpen] = useState(false);
  const detailId = useId();
  const what = describeAction(event.action);
  const who = event.who?.name ?? "Nobody signed in";
  return (
    <>
      <TableRow className="max-sm:h-14">
        <TableCell pinned>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailId : undefined}
            onClick={() => {
              setIsOpen(!isOpen);
            }}
            className="flex max-w-full items-center gap-1 rounded-sm hover:underline"
          >
            <ChevronRight
              aria-hidden
              className={cn("size-3.5 shrink-0 text-faint-foreground", isOpen && "rotate-90")}
            />
            <RelativeTime at={event.at} />
            <span className="sr-only">, details of: {what}</span>
          </button>
          <span className="block truncate pl-4.5 text-xs font-normal text-muted-foreground sm:hidden">{who}</span>
        </TableCell>
        <TableCell className={cn("max-sm:hidden", !event.who && "text-faint-foreground")}>{who}</TableCell>
        <TableCell className="max-sm:whitespace-normal">{what}</TableCell>
        <TableCell className="max-sm:hidden">
          <Subject subject={event.subject} />
        </TableCell>
        <TableCell className="figures text-muted-foreground max-sm:hidden">
          {event.address ?? <span className="text-faint-foreground">—</span>}
        </TableCell>
      </TableRow>
      {isOpen && (
        <TableRow id={detailId}>
          <td colSpan={AUDIT_COLUMNS} className="border-b bg-background px-4 py-3">
            <EventFacts event={event} />
          </td>
        </TableRow>
      )}
    </>
  );
}

function Subject({ subject }: { subject: AuditEventDto["subject"] }) {
  if (!subject) return <span className="text-faint-foreground">—</span>;
  if (!subject.href) return <>{subject.label}</>;
  return (
    <Link href={subject.href} prefetch={false} className="rounded-sm hover:underline">
      {subject.label}
    </Link>
  );
}

function EventFacts({ event }: { event: AuditEventDto }) {
  const { at, who, action, subject, address, detail, id, seq } = event;
  return (
    <DefinitionList className="text-sm">
      <Definition term="When">{exactTime(new Date(at))}</Definition>
      <Definition term="Who" blank="Nobody who was signed in, or Perihelion by itself">
        {who && (
          <>
            {who.name} <Code>{who.id}</Code>
          </>
        )}
      </Definition>
      <Definition term="On what" blank="Nothing in particular">
        {subject && (
          <>
            <Subject subject={subject} /> {subject.label !== subject.id && <Code>{subject.id}</Code>}
          </>
        )}
      </Definition>
      <Definition term="From where" blank="No request: Perihelion by itself, or an event of an earlier version">
        {address && <span className="figures">{address}</span>}
      </Definition>
      {Object.entries(detail ?? {}).map(([name, value]) => (
        <Definition key={name} term={toWords(name)} blank="None">
          {toText(value)}
        </Definition>
      ))}
      <Definition term="Code">
        <Code>{action}</Code>
      </Definition>
      <Definition term="Number">
        <span className="figures">{id}</span>
        <span className="text-muted-foreground">
          {seq === null
            ? ", gets its place in the chain in a moment"
            : `, place ${Number(seq).toLocaleString("en")} in the chain`}
        </span>
      </Definition>
    </DefinitionList>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs break-all text-muted-foreground">{children}</code>;
}

/** `creditLimit` and `credit_limit` as a person reads them. */
function toWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function toText(value: unknown): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(toText).join(", ");
  // The name of a field of ours, such as what was to be revealed.
  if (typeof value === "string" && /^[a-z]+(?:[A-Z][a-z]+)+$/.test(value)) return toWords(value);
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
