"use client";

import { Check, MessageSquare } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { SOURCE_WORDS } from "@/components/history/filter-words";
import { OutcomeChip, PhoneStateChip, WaterfallStateChip } from "@/components/lookups/outcome-chip";
import { RelativeTime } from "@/components/shared/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import { formatCredits } from "@/lib/credits/credits";
import { describeDuration } from "@/lib/lookups/describe-duration";
import type { LookupSummaryDto } from "@/lib/lookups/schema";

type HistoryRowProps = {
  lookup: LookupSummaryDto;
  index: number;
  /** The view it was found in, for the way on from there. */
  search: string;
};

/** One lookup. A click anywhere in the row follows the link in its first cell. */
export function HistoryRow({ lookup, index, search }: HistoryRowProps) {
  const router = useRouter();
  const href = `/history/${lookup.id}${search}`;
  function open(event: MouseEvent) {
    const isOnControl = event.target instanceof Element && event.target.closest("a, button") !== null;
    if (isOnControl || window.getSelection()?.type === "Range") return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else router.push(href);
  }
  const { who, createdAt, keyName } = lookup;
  return (
    <TableRow onClick={open} aria-rowindex={index + 2} className="cursor-pointer max-sm:h-14">
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link
          href={href}
          data-row={index}
          prefetch={false}
          className="block truncate rounded-sm font-medium hover:underline"
        >
          {lookup.label}
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {who.name} · <RelativeTime at={createdAt} />
        </span>
      </TableCell>
      <WideCell>
        <RelativeTime at={createdAt} className="text-muted-foreground" />
      </WideCell>
      <WideCell>{who.name}</WideCell>
      <TableCell>
        <span className="flex max-w-full flex-col items-start gap-1">
          <OutcomeChip outcome={lookup.outcome} />
          <span className="max-w-full empty:hidden sm:hidden">
            <PhoneStateChip state={lookup.phoneState} />
          </span>
        </span>
      </TableCell>
      <WideCell>
        <PersonLink person={lookup.person} />
      </WideCell>
      <WideCell>
        <PhonesCell lookup={lookup} />
      </WideCell>
      <WideCell align="end">
        <Credits lookup={lookup} />
      </WideCell>
      <WideCell align="end">
        <Took lookup={lookup} />
      </WideCell>
      <WideCell title={lookup.run?.name}>
        <SourceCell lookup={lookup} />
      </WideCell>
      <WideCell title={keyName ?? undefined}>{keyName ?? <Blank>none</Blank>}</WideCell>
      <WideCell>
        <ReviewCell lookup={lookup} />
      </WideCell>
    </TableRow>
  );
}

type WideCellProps = { align?: "end"; title?: string | undefined; children: ReactNode };

function WideCell({ children, ...props }: WideCellProps) {
  return (
    <TableCell className="max-sm:hidden" {...props}>
      {children}
    </TableCell>
  );
}

function Blank({ children }: { children: ReactNode }) {
  return <span className="text-faint-foreground">{children}</span>;
}

function PersonLink({ person }: Pick<LookupSummaryDto, "person">) {
  if (!person) return <Blank>—</Blank>;
  return (
    <Link href={`/people/${person.id}`} prefetch={false} className="rounded-sm hover:underline">
      {person.name}
      {person.company && <span className="text-muted-foreground"> · {person.company}</span>}
    </Link>
  );
}

function SourceCell({ lookup: { source, run } }: { lookup: LookupSummaryDto }) {
  if (!run) return SOURCE_WORDS[source];
  return (
    <Link href={`/runs/${run.id}`} prefetch={false} className="rounded-sm hover:underline">
      {SOURCE_WORDS[source]}
      <span className="text-muted-foreground"> · {run.name}</span>
    </Link>
  );
}

function PhonesCell({ lookup: { phoneState, waterfallState } }: { lookup: LookupSummaryDto }) {
  if (phoneState === "not_asked" && waterfallState === "not_asked") return <Blank>not asked</Blank>;
  return (
    <span className="inline-flex items-center gap-1">
      <PhoneStateChip state={phoneState} />
      <WaterfallStateChip state={waterfallState} />
    </span>
  );
}

function Credits({ lookup: { creditsCharged, creditsHeld } }: { lookup: LookupSummaryDto }) {
  const held = formatCredits(creditsHeld);
  return (
    <>
      {formatCredits(creditsCharged)}
      {held !== "0" && <span className="text-muted-foreground"> +{held} held</span>}
    </>
  );
}

function Took({ lookup: { createdAt, settledAt } }: { lookup: LookupSummaryDto }) {
  if (settledAt === null) return <Blank>—</Blank>;
  return describeDuration(Date.parse(settledAt) - Date.parse(createdAt));
}

function ReviewCell({ lookup: { review, commentCount } }: { lookup: LookupSummaryDto }) {
  if (!review && commentCount === 0) return <Blank>no</Blank>;
  return (
    <span className="inline-flex items-center gap-2">
      {review ? (
        <span className="inline-flex items-center gap-1" title={review.by ?? undefined}>
          <Check aria-hidden className="size-3.5 text-success-ink" /> yes
        </span>
      ) : (
        <Blank>no</Blank>
      )}
      {commentCount > 0 && (
        <span className="inline-flex items-center gap-1 text-muted-foreground">
          <MessageSquare aria-hidden className="size-3.5" />
          <span className="figures">{commentCount}</span>
          <span className="sr-only">{commentCount === 1 ? "comment" : "comments"}</span>
        </span>
      )}
    </span>
  );
}
