"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import Link from "next/link";
import { useLayoutEffect, useRef } from "react";
import { CompanyPanel } from "@/components/people/company-panel";
import { EmailsRegion } from "@/components/people/emails-region";
import { EmploymentList } from "@/components/people/employment-list";
import { lookupHref } from "@/components/lookups/lookup-href";
import { readPendingState } from "@/components/people/pending-state";
import { PersonHeading } from "@/components/people/person-heading";
import { PersonLookups } from "@/components/people/person-lookups";
import { PhonesRegion } from "@/components/people/phones-region";
import { ProfilePanel } from "@/components/people/profile-panel";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { peopleQueries } from "@/lib/people/queries";
import type { PersonDto, PersonPageDto, PersonSummaryDto } from "@/lib/people/schema";

type PersonDrawerProps = {
  id: string;
  /** What the table knows of them: shown at once. */
  row: PersonSummaryDto | undefined;
  /** "3 of 50". Empty where they are not in the table. */
  place: string;
  onStep: (by: number) => void;
  onClose: () => void;
};

/** A person beside the table, which stays in reach: a click on another row, or an arrow key, shows another. */
export function PersonDrawer({ id, row, place, onStep, onClose }: PersonDrawerProps) {
  const drawer = useRef<HTMLDivElement>(null);
  const { data: page, error, refetch } = useQuery(peopleQueries.detail(id));
  const name = page?.person.name ?? row?.name ?? "Person";
  useLayoutEffect(() => {
    drawer.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={drawer}
      role="dialog"
      aria-label={name}
      data-beside=""
      tabIndex={-1}
      className="fixed inset-y-0 right-0 z-40 flex w-[min(30rem,100vw)] flex-col border-l bg-popover shadow-overlay outline-none motion-safe:animate-slide-from-right"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 border-b px-3">
        <DrawerButton label="Previous person" icon={ChevronUp} onClick={() => onStep(-1)} isOff={place === ""} />
        <DrawerButton label="Next person" icon={ChevronDown} onClick={() => onStep(1)} isOff={place === ""} />
        <span className="px-1 text-xs text-muted-foreground tabular-nums">{place}</span>
        <Button asChild variant="ghost" size="sm" className="ml-auto">
          <Link href={`/people/${id}`} prefetch={false}>
            <Maximize2 aria-hidden />
            Open page
          </Link>
        </Button>
        <DrawerButton label="Close" icon={X} onClick={onClose} />
      </div>
      <div key={id} tabIndex={0} role="group" aria-label="What is known" className="flex-1 overflow-y-auto p-4">
        {page && <Known page={page} />}
        {!page && row && <PersonHeading person={seedOf(row)} />}
        {!page && error && (
          <QueryError title="This person cannot be shown" error={error} onRetry={() => void refetch()} />
        )}
        {!page && !error && <Coming />}
      </div>
    </div>
  );
}

function Known({ page: { person, lookups } }: { page: PersonPageDto }) {
  const ask = (
    <Button asChild size="sm" className="justify-self-start">
      <Link href={lookupHref(person.apolloId, { revealPhoneNumber: true })}>Ask for a phone number</Link>
    </Button>
  );
  return (
    <>
      <PersonHeading person={person} />
      <div className="mt-5 grid gap-4">
        <PhonesRegion
          phones={person.phones}
          state={readPendingState(person.phoneState)}
          askedAt={person.phonesAskedAt}
          action={ask}
        />
        <EmailsRegion emails={person.emails} />
        <ProfilePanel person={person} />
        <EmploymentList employment={person.employment} />
        <CompanyPanel company={person.company} companyId={person.companyId} />
        <PersonLookups lookups={lookups} />
      </div>
    </>
  );
}

/** As high as what is coming. */
function Coming() {
  return (
    <div aria-hidden className="mt-5 grid gap-4">
      <Skeleton className="h-28" />
      <Skeleton className="h-24" />
      <Skeleton className="h-56" />
    </div>
  );
}

type DrawerButtonProps = { label: string; icon: typeof X; onClick: () => void; isOff?: boolean };

function DrawerButton({ label, icon: Icon, onClick, isOff = false }: DrawerButtonProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} disabled={isOff} onClick={onClick}>
      <Icon aria-hidden />
    </Button>
  );
}

/** Of what the table does not hold, nothing is said. */
function seedOf(row: PersonSummaryDto): PersonDto {
  const unsaid = {
    jobChange: null,
    headline: null,
    linkedinUrl: null,
    twitterUrl: null,
    githubUrl: null,
    facebookUrl: null,
  };
  return {
    ...{ ...row, ...unsaid, apolloId: "", timeZone: null, company: null, observedAt: row.enrichedAt },
    ...{ departments: [], emails: [], phones: [], employment: [] },
  };
}
