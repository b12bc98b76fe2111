"use client";

import Link from "next/link";
import { DeliveryStateChip, KIND_WORDS, RecoveredChip, SeenBadge } from "@/components/deliveries/delivery-chips";
import { formatBytes } from "@/components/deliveries/format-bytes";
import { RelativeTime } from "@/components/shared/relative-time";
import { useOpenRow } from "@/components/shared/use-open-row";
import { TableCell, TableRow } from "@/components/ui/table";
import { describeDelivery } from "@/lib/deliveries/describe-delivery";
import type { DeliverySummaryDto } from "@/lib/deliveries/schema";

/** One body. A click anywhere in the row follows the link in its first cell. */
export function DeliveryRow({ delivery }: { delivery: DeliverySummaryDto }) {
  const { lookup, person, kind } = delivery;
  const href = `/deliveries/${delivery.id}`;
  const open = useOpenRow(href);
  const sentence = describeDelivery(delivery);
  return (
    <TableRow onClick={open} className="cursor-pointer max-sm:h-14">
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link
          href={href}
          data-row=""
          prefetch={false}
          className="block truncate rounded-sm font-medium hover:underline"
        >
          <RelativeTime at={delivery.receivedAt} />
          <span className="sr-only">, delivery for {lookup?.label ?? "no lookup"}</span>
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
          {lookup?.label ?? "No lookup"}
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">
        {lookup ? (
          <Link href={`/history/${lookup.id}`} prefetch={false} className="rounded-sm hover:underline">
            {lookup.label}
            {person && person.name !== lookup.label && <span className="text-muted-foreground"> · {person.name}</span>}
          </Link>
        ) : (
          <span className="text-faint-foreground">No lookup</span>
        )}
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-1.5 max-sm:flex-col max-sm:items-start max-sm:gap-1">
          <DeliveryStateChip state={delivery.state} />
          <SeenBadge seen={delivery.seen} />
        </span>
      </TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden" title={sentence}>
        {sentence}
      </TableCell>
      <TableCell className="max-sm:hidden">
        {kind ? KIND_WORDS[kind] : <span className="text-faint-foreground">Not known</span>}
      </TableCell>
      <TableCell className="max-sm:hidden">
        {delivery.via === "poll" ? <RecoveredChip /> : <span className="text-muted-foreground">Webhook</span>}
      </TableCell>
      <TableCell align="end" className="text-muted-foreground max-sm:hidden">
        {delivery.bodyRemovedAt === null ? formatBytes(delivery.bytes) : "Removed"}
      </TableCell>
    </TableRow>
  );
}
