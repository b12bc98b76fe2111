"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { ErasureChip } from "@/components/privacy/erasure-chip";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ERASED_KINDS, type ErasedKind, type ErasureDto } from "@/lib/privacy/erasure";
import { erasureQueries } from "@/lib/privacy/queries";

const REMOVED: Record<ErasedKind, { label: string; what: string }> = {
  people: { label: "Records", what: "removed, with names, employment and links" },
  emails: { label: "Email addresses", what: "removed" },
  phones: { label: "Phone numbers", what: "removed" },
  tags: { label: "Tags", what: "taken from the person; the tags themselves stay" },
  lists: { label: "Places in lists", what: "removed, from private lists too; the lists themselves stay" },
  notes: { label: "Notes", what: "removed, whoever wrote them" },
  tasks: { label: "Tasks", what: "removed, done or not" },
  runRows: { label: "Rows of files", what: "emptied, whatever became of them" },
  lookups: { label: "Lookups", what: "whom they asked for is gone; who asked, when and the cost stay" },
  calls: { label: "Calls to Apollo", what: "request and answer are gone; the digest and the cost stay" },
  deliveries: { label: "Deliveries", what: "bodies dropped; that they came, and when, stays" },
  suppressions: { label: "Suppressions", what: "added as digests, so that nobody buys them again" },
};

/** What one erasure removed, watched while it is under way. It does not say whom. */
export function ErasureReceipt({ id }: { id: string }) {
  const { data: erasure, error, refetch } = useQuery(erasureQueries.detail(id));
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Erasure"
        back={
          <IntentLink
            href="/settings/privacy"
            className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
          >
            <ArrowLeft aria-hidden className="size-3.5" /> Privacy
          </IntentLink>
        }
        description="The receipt of one erasure. It says what was removed and never of whom."
      />
      {erasure && <Receipt erasure={erasure} />}
      {error && !erasure && (
        <QueryError title="The receipt cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!erasure && !error && <Skeleton className="h-72" />}
    </div>
  );
}

function Receipt({ erasure: { id, state, counts, requestedBy, requestedAt, finishedAt } }: { erasure: ErasureDto }) {
  return (
    <Card aria-label="Receipt">
      <CardHeader>
        <CardTitle className="font-mono text-xs">{id}</CardTitle>
        <ErasureChip state={state} />
      </CardHeader>
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p role="status">
          {state === "done"
            ? "Done. Nothing that could say who it was is left here."
            : "Under way. From now on nobody asks for this person, and nothing that still comes is kept."}
        </p>
        <p className="text-muted-foreground">
          Asked for by {requestedBy ?? "somebody who has left"} <RelativeTime at={requestedAt} />
          {finishedAt && (
            <>
              , done <RelativeTime at={finishedAt} />
            </>
          )}
          .
        </p>
        <Table caption="What was removed">
          <TableHeader>
            <TableRow>
              <TableHead>What</TableHead>
              <TableHead align="end" className="w-20">
                Count
              </TableHead>
              <TableHead className="max-sm:hidden">What became of it</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {ERASED_KINDS.map((kind) => (
              <TableRow key={kind}>
                <TableCell>{REMOVED[kind].label}</TableCell>
                <TableCell align="end">{counts[kind].toLocaleString("en")}</TableCell>
                <TableCell className="max-w-none whitespace-normal text-muted-foreground max-sm:hidden">
                  {REMOVED[kind].what}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <p className="text-xs text-muted-foreground">
          Calls under way are booked when they are answered, and dropped. Entries of the ledger carry no personal data
          and stay. Backups made before this day still hold the person until they are overwritten.
        </p>
      </CardBody>
    </Card>
  );
}
