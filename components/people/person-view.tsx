"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Eraser } from "lucide-react";
import Link from "next/link";
import { PersonActivity } from "@/components/activity/person-activity";
import { CompanyPanel } from "@/components/people/company-panel";
import { EmailsRegion } from "@/components/people/emails-region";
import { EmploymentList } from "@/components/people/employment-list";
import { ExportPerson } from "@/components/people/export-person";
import { lookupHref } from "@/components/lookups/lookup-href";
import { PersonNotes } from "@/components/notes/person-notes";
import { readPendingState } from "@/components/people/pending-state";
import { PersonKeys } from "@/components/people/person-keys";
import { PersonHeading } from "@/components/people/person-heading";
import { PersonLookups } from "@/components/people/person-lookups";
import { PhonesRegion } from "@/components/people/phones-region";
import { PrivacyPanel } from "@/components/people/privacy-panel";
import { PersonMarks } from "@/components/people/person-marks";
import { ProfilePanel } from "@/components/people/profile-panel";
import { PersonTasks } from "@/components/tasks/person-tasks";
import { DetailsPanel } from "@/components/record/details-panel";
import { DuplicateNotice } from "@/components/record/duplicate-notice";
import { MergedRecords } from "@/components/record/merged-records";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { peopleQueries } from "@/lib/people/queries";
import type { PersonPageDto } from "@/lib/people/schema";

/** One person with everything known, kept current: numbers come in while the page is open. */
export function PersonView({ id, mayErase, mayMark }: { id: string; mayErase: boolean; mayMark: boolean }) {
  const { data: page, error, refetch } = useQuery(peopleQueries.detail(id));
  if (page) return <Known page={page} mayErase={mayErase} mayMark={mayMark} />;
  if (error) return <QueryError title="This person cannot be shown" error={error} onRetry={() => void refetch()} />;
  return <PersonSkeleton />;
}

type KnownProps = { page: PersonPageDto; mayErase: boolean; mayMark: boolean };

function Known({ page: { person, lookups, mayAskForAll }, mayErase, mayMark }: KnownProps) {
  const { data: record } = useQuery(peopleQueries.record(person.id));
  const editing = record && { personId: person.id, ...record };
  return (
    <>
      <PersonKeys personId={person.id} />
      <Link
        href="/people"
        className="mb-4 inline-flex items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-3.5" /> People
      </Link>
      <PersonHeading
        person={person}
        as="h1"
        actions={
          <>
            {mayErase && (
              <Button asChild variant="ghost">
                <Link href={`/settings/privacy?person=${person.id}`} prefetch={false}>
                  <Eraser aria-hidden /> Erase…
                </Link>
              </Button>
            )}
            <ExportPerson personId={person.id} />
            <Button asChild>
              <Link href={lookupHref(person.apolloId)}>Look up again</Link>
            </Button>
          </>
        }
      />
      {record && <DuplicateNotice personId={person.id} {...record} />}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-5">
          <PhonesRegion
            key={person.id}
            phones={person.phones}
            state={readPendingState(person.phoneState)}
            askedAt={person.phonesAskedAt}
            editing={editing}
            action={
              <Button asChild size="sm" className="justify-self-start">
                <Link href={lookupHref(person.apolloId, { revealPhoneNumber: true })}>Ask for a phone number</Link>
              </Button>
            }
          />
          <EmailsRegion emails={person.emails} editing={editing} />
          <PersonNotes key={`notes ${person.id}`} personId={person.id} />
          <EmploymentList employment={person.employment} />
          <PersonLookups lookups={lookups} record={record} />
          <PersonActivity key={`activity ${person.id}`} personId={person.id} />
        </div>
        <div className="grid min-w-0 gap-5">
          <PersonTasks key={`tasks ${person.id}`} personId={person.id} />
          <DetailsPanel personId={person.id} />
          <PersonMarks key={person.id} personId={person.id} mayChange={mayMark} />
          <ProfilePanel person={person} />
          <CompanyPanel company={person.company} companyId={person.companyId} />
          {record && <MergedRecords {...record} />}
          {mayAskForAll && <PrivacyPanel personId={person.id} />}
        </div>
      </div>
    </>
  );
}

function PersonSkeleton() {
  return (
    <div aria-hidden>
      <div className="flex gap-4">
        <Skeleton className="size-11 rounded-full" />
        <Skeleton className="h-11 w-64" />
      </div>
      <div className="mt-6 grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
