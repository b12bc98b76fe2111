"use client";

import { useQuery } from "@tanstack/react-query";
import { LookupWalk } from "@/components/history/lookup-walk";
import { ReviewPanel } from "@/components/history/review-panel";
import { useWalk } from "@/components/history/use-walk";
import { LookupTimeline } from "@/components/lookups/lookup-timeline";
import { ResultCard, ResultSkeleton } from "@/components/lookups/lookup-result";
import { formatDay } from "@/components/credits/format-day";
import { RawBody } from "@/components/lookups/raw-body";
import { ErrorState } from "@/components/shared/error-state";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { HistoryView } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupDto } from "@/lib/lookups/schema";

type LookupStoryProps = {
  id: string;
  /** The view of History that it was opened from. */
  view: HistoryView;
};

/** One lookup from the question to the last delivery. */
export function LookupStory({ id, view }: LookupStoryProps) {
  const { data: lookup, error, refetch } = useQuery(lookupQueries.detail(id));
  const walk = useWalk(id, view);
  if (!lookup && error) {
    return (
      <ErrorState title="This lookup cannot be shown" onRetry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  if (!lookup) return <ResultSkeleton />;
  return (
    <>
      <PageHeader
        back={<IntentLink href={`/history${walk.search}`}>History</IntentLink>}
        title={lookup.label}
        description={
          <>
            Looked up by {lookup.who.name} <RelativeTime at={lookup.createdAt} />
          </>
        }
        actions={<LookupWalk walk={walk} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:grid-rows-[auto_1fr]">
        <ResultCard lookup={lookup} isStory />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:row-span-2">
          <Card aria-label="Timeline">
            <CardHeader>
              <CardTitle>Timeline</CardTitle>
            </CardHeader>
            <CardBody>
              <LookupTimeline lookup={lookup} />
            </CardBody>
          </Card>
          <ReviewPanel key={id} lookup={lookup} />
        </div>
        <Exchange lookup={lookup} />
      </div>
    </>
  );
}

/** Request, answer and deliveries as they went over the wire, without any secret. */
function Exchange({ lookup }: { lookup: LookupDto }) {
  const { attempt, deliveries } = lookup;
  if (!attempt) return null;
  const status = attempt.responseStatus === null ? "none yet" : `HTTP ${String(attempt.responseStatus)}`;
  return (
    <Card aria-label="Request, answer and deliveries">
      <CardHeader>
        <CardTitle>Request, answer, deliveries</CardTitle>
        {attempt.requestId && (
          <span className="figures text-xs text-muted-foreground">request_id {attempt.requestId}</span>
        )}
      </CardHeader>
      <CardBody className="grid gap-3">
        <RawBody
          title="Asked"
          note={attempt.keyName ? `with key “${attempt.keyName}”` : ""}
          text={JSON.stringify(attempt.request)}
        />
        <RawBody
          title="Answer"
          note={[status, removedNote(attempt.answerRemovedAt)].filter(Boolean).join(" · ")}
          text={attempt.responseBody ?? ""}
        />
        {deliveries.map((delivery, index) => (
          <RawBody
            key={delivery.id}
            title={`Delivery ${String(index + 1)}`}
            note={[
              delivery.state,
              delivery.reason,
              delivery.seen > 1 ? `came ${String(delivery.seen)} times` : "",
              removedNote(delivery.bodyRemovedAt),
            ]
              .filter(Boolean)
              .join(" · ")}
            text={delivery.body}
          />
        ))}
      </CardBody>
    </Card>
  );
}

/** Of a body that retention took. */
function removedNote(removedAt: string | null): string {
  return removedAt === null ? "" : `body removed on ${formatDay(removedAt)}, as old enough`;
}
