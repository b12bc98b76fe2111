"use client";

import { useRef, useState } from "react";
import { ApprovalRow } from "@/components/lookups/approval-row";
import { useApprovalKeys } from "@/components/lookups/use-approval-keys";
import { useApprove } from "@/components/lookups/use-approve";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { Kbd } from "@/components/ui/kbd";
import type { ApprovalQueue, WaitingApproval } from "@/lib/lookups/approval-queue";

const DeclineDialog = lazyDialog(() =>
  import("@/components/lookups/decline-dialog").then((loaded) => loaded.DeclineDialog),
);

/** Every request with its two answers, by button or by key: j and k walk, a agrees, d declines. */
export function ApprovalList({ queue: { requests, waiting } }: { queue: ApprovalQueue }) {
  const list = useRef<HTMLUListElement>(null);
  const [declined, setDeclined] = useState<WaitingApproval | null>(null);
  const { approve, pendingIds } = useApprove();
  const onApprove = (lookupId: string) => {
    focusNeighbour(list.current, lookupId);
    approve(lookupId);
  };
  const onDecline = (lookupId: string) => {
    setDeclined(requests.find((request) => request.lookupId === lookupId) ?? null);
  };
  useApprovalKeys(list, { a: onApprove, d: onDecline });
  const more = waiting - requests.length;
  return (
    <section aria-label="Waiting">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-1">
        <h2 className="text-sm font-semibold">
          Waiting <span className="figures text-muted-foreground">{waiting}</span>
        </h2>
        <p aria-hidden className="text-xs text-muted-foreground max-md:hidden">
          <Kbd>j</Kbd> <Kbd>k</Kbd> walk · <Kbd>a</Kbd> approve · <Kbd>d</Kbd> decline
        </p>
      </div>
      <ul ref={list} className="divide-y rounded-lg border bg-card">
        {requests.map((request) => (
          <ApprovalRow
            key={request.lookupId}
            request={request}
            isPending={pendingIds.has(request.lookupId)}
            onApprove={onApprove}
            onDecline={onDecline}
          />
        ))}
      </ul>
      {more > 0 && (
        <p className="mt-2 px-1 text-xs text-muted-foreground">
          {more.toLocaleString("en")} more move up as these are decided.
        </p>
      )}
      {declined && (
        <DeclineDialog
          request={declined}
          onDeclined={() => {
            focusNeighbour(list.current, declined.lookupId);
          }}
          onClose={() => {
            setDeclined(null);
          }}
        />
      )}
    </section>
  );
}

/** A row goes when it is decided: the focus stays in the list. */
function focusNeighbour(list: HTMLUListElement | null, lookupId: string): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-approval]") ?? [])];
  const at = rows.findIndex((row) => row.dataset["approval"] === lookupId);
  const next = rows[at + 1] ?? rows[at - 1];
  next?.querySelector("a")?.focus();
}
