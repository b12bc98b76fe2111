"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, UserRoundSearch } from "lucide-react";
import { CompanyFacts } from "@/components/companies/company-facts";
import { lookupHref } from "@/components/lookups/lookup-href";
import { NarrowedPeople } from "@/components/people/narrowed-people";
import { ProfileLinks } from "@/components/people/profile-links";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { companyQueries } from "@/lib/companies/queries";
import type { CompanyDetailDto } from "@/lib/companies/schema";

/** One company: what answers said of it, and the people of ours who work there. */
export function CompanyView({ id, isRep, mayLookUp }: { id: string; isRep: boolean; mayLookUp: boolean }) {
  const { data: company, error, refetch } = useQuery(companyQueries.detail(id));
  if (company) return <Shown company={company} isRep={isRep} mayLookUp={mayLookUp} />;
  if (error) return <QueryError title="This company cannot be shown" error={error} onRetry={() => void refetch()} />;
  return <Skeleton aria-hidden className="h-96" />;
}

type ShownProps = { company: CompanyDetailDto; isRep: boolean; mayLookUp: boolean };

function Shown({ company, isRep, mayLookUp }: ShownProps) {
  const { id, domain, industry, location, linkedinUrl } = company;
  const name = company.name ?? domain ?? "Name not given";
  return (
    <>
      <PageHeader
        title={<bdi>{name}</bdi>}
        back={
          <IntentLink href="/companies" className="inline-flex items-center gap-1 rounded-sm hover:text-foreground">
            <ArrowLeft aria-hidden className="size-3.5" /> Companies
          </IntentLink>
        }
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi>{[domain, industry, location].filter(Boolean).join(" · ")}</bdi>
            <ProfileLinks urls={[linkedinUrl]} of={name} />
          </span>
        }
        actions={
          mayLookUp &&
          domain !== null && (
            <Button variant="primary" asChild>
              <IntentLink href={lookupHref(`@${domain}`)}>
                <UserRoundSearch aria-hidden /> Look somebody up here
              </IntentLink>
            </Button>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label="People" className="min-w-0">
          <h2 className="mb-2 text-sm font-semibold">People</h2>
          <NarrowedPeople
            by={{ companyId: id }}
            caption={`People at ${name}`}
            empty="Nobody whom you know works here now."
          />
        </section>
        <CompanyFacts company={company} isRep={isRep} />
      </div>
    </>
  );
}
