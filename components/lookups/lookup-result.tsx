"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight, UserSearch } from "lucide-react";
import { ApprovalPanel } from "@/components/lookups/approval-panel";
import { CandidatePanel } from "@/components/lookups/candidate-panel";
import { DecideMatch } from "@/components/lookups/decide-match";
import { DecideUnknown } from "@/components/lookups/decide-unknown";
import { OutcomeChip, PhoneStateChip, WaterfallStateChip } from "@/components/lookups/outcome-chip";
import { QueueCountdown } from "@/components/lookups/queue-countdown";
import { Receipt } from "@/components/lookups/receipt";
import { LookupChanges } from "@/components/record/lookup-changes";
import { CompanyPanel } from "@/components/people/company-panel";
import { EmailsRegion } from "@/components/people/emails-region";
import { EmploymentList } from "@/components/people/employment-list";
import { PersonHeading } from "@/components/people/person-heading";
import { PhonesRegion } from "@/components/people/phones-region";
import { EmptyState } from "@/components/shared/empty-state";
import { ErrorState } from "@/components/shared/error-state";
import { IntentLink } from "@/components/shared/intent-link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupOutcome } from "@/lib/lookups/lookup";
import type { LookupDto } from "@/lib/lookups/schema";
import type { PersonDto } from "@/lib/people/schema";

/** One lookup's result, kept current by the live stream: phones fill in without a reload. */
export function LookupResult({ id }: { id: string }) {
  const { data: lookup, error, refetch } = useQuery(lookupQueries.detail(id));
  if (lookup) return <ResultCard lookup={lookup} />;
  if (!error) return <ResultSkeleton />;
  return (
    <ErrorState title="The result cannot be shown" onRetry={() => void refetch()}>
      {error.message} The lookup itself is kept in History.
    </ErrorState>
  );
}

/** Nothing can be on its way yet. */
const NOT_SENT: readonly LookupOutcome[] = ["awaiting_approval", "queued", "looking_up"];

type ResultCardProps = {
  lookup: LookupDto;
  /** On the lookup's own page, whose heading says already who was asked for. */
  isStory?: boolean;
};

export function ResultCard({ lookup, isStory = false }: ResultCardProps) {
  return (
    <Card aria-label={`Result for ${lookup.label}`}>
      <CardHeader>
        <CardTitle className="min-w-0 truncate">{isStory ? "Result" : lookup.label}</CardTitle>
        <div className="flex flex-wrap gap-1.5">
          <OutcomeChip outcome={lookup.outcome} />
          {!NOT_SENT.includes(lookup.outcome) && (
            <>
              <PhoneStateChip state={lookup.phoneState} />
              <WaterfallStateChip state={lookup.waterfallState} />
            </>
          )}
        </div>
      </CardHeader>
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p role="status" className="max-w-3xl max-sm:min-h-10">
          {lookup.message}
        </p>
        <NextStep lookup={lookup} />
        {lookup.result && !lookup.candidate && <Found lookup={lookup} person={lookup.result} />}
        {lookup.person && !lookup.candidate && <LookupChanges lookupId={lookup.id} />}
        <Sentences sentences={lookup.withheld} />
        <Receipt lookup={lookup} />
      </CardBody>
      {(!isStory || lookup.person) && <ResultLinks lookup={lookup} isStory={isStory} />}
    </Card>
  );
}

/** What is waited for, or what only a person can say. */
function NextStep({ lookup }: { lookup: LookupDto }) {
  const { id, outcome, attempt, candidate, guardReasons, mayDecide, approval } = lookup;
  return (
    <>
      {outcome === "awaiting_approval" && approval && <ApprovalPanel lookupId={id} approval={approval} />}
      {outcome === "queued" && attempt?.sendAfter && <QueueCountdown sendAfter={attempt.sendAfter} />}
      {outcome === "unknown" && mayDecide && <DecideUnknown lookupId={id} />}
      {candidate && <CandidatePanel candidate={candidate} reasons={guardReasons} />}
      {outcome === "needs_a_look" && mayDecide && <DecideMatch lookupId={id} />}
    </>
  );
}

function ResultLinks({ lookup, isStory }: Required<ResultCardProps>) {
  return (
    <CardFooter>
      {!isStory && (
        <Button asChild variant="ghost">
          <IntentLink href={`/history/${lookup.id}`}>The whole story</IntentLink>
        </Button>
      )}
      {lookup.person && (
        <Button asChild>
          <IntentLink href={`/people/${lookup.person.id}`}>
            Open person <ArrowUpRight aria-hidden />
          </IntentLink>
        </Button>
      )}
    </CardFooter>
  );
}

function Found({ lookup, person }: { lookup: LookupDto; person: PersonDto }) {
  // The phone waterfall stands in for the native reveal: its state is then the phones' state.
  const phoneState = lookup.options.waterfallPhone ? lookup.waterfallState : lookup.phoneState;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 border-t pt-4">
      <PersonHeading person={person} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-2 lg:grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <PhonesRegion
            phones={person.phones}
            state={phoneState}
            askedAt={lookup.approval?.decidedAt ?? lookup.createdAt}
            usualWait={lookup.usualWait}
            arrivesBy={lookup.arrivesBy}
          />
          <EmailsRegion emails={person.emails} />
          <EmploymentList employment={person.employment} />
        </div>
        <CompanyPanel company={person.company} companyId={person.companyId} />
      </div>
    </div>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="grid gap-1 text-xs text-muted-foreground">
      {sentences.map((sentence) => (
        <li key={sentence} className="border-l-2 border-border-strong pl-2">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

export function ResultPlaceholder() {
  return (
    <EmptyState icon={UserSearch} title="The person appears here">
      What Apollo knows shows at once. Phone numbers join it by themselves, minutes later: you need not wait here.
    </EmptyState>
  );
}

export function ResultSkeleton() {
  return (
    <Card aria-label="Looking up">
      <CardHeader>
        <Skeleton className="h-4 w-48" />
        <OutcomeChip outcome="looking_up" />
      </CardHeader>
      <CardBody className="grid gap-4">
        <Skeleton className="h-5 w-2/3" />
        <div className="flex gap-4 border-t pt-4">
          <Skeleton className="size-11 rounded-full" />
          <Skeleton className="h-20 flex-1" />
        </div>
        <div className="grid items-start gap-4 md:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
          <div className="grid gap-4">
            <Skeleton className="h-28" />
            <Skeleton className="h-24" />
            <Skeleton className="h-28" />
          </div>
          <Skeleton className="h-88" />
        </div>
      </CardBody>
    </Card>
  );
}
