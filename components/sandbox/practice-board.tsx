"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { MagicGroupCard } from "@/components/sandbox/magic-group-card";
import { MAGIC_GROUPS } from "@/components/sandbox/magic-groups";
import { SamplePager } from "@/components/sandbox/sample-pager";
import { SamplePeople } from "@/components/sandbox/sample-people";
import { ErrorState } from "@/components/shared/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { sandboxQueries } from "@/lib/sandbox/queries";
import type { SandboxSamples } from "@/lib/sandbox/schema";

export function PracticeBoard() {
  const [page, setPage] = useState(0);
  const samples = useQuery({ ...sandboxQueries.samples(page), placeholderData: keepPreviousData });
  if (samples.isPending) return <BoardSkeleton />;
  if (samples.isError) {
    return (
      <ErrorState title="The practice world does not answer" onRetry={() => void samples.refetch()}>
        {samples.error.message} Nothing is lost by trying again.
      </ErrorState>
    );
  }
  const { magic, people, pageCount, world } = samples.data;
  return (
    <div className="grid grid-cols-1 gap-5">
      <JumpLinks />
      {MAGIC_GROUPS.map(({ group, title, about }) => (
        <MagicGroupCard
          key={group}
          id={group}
          title={title}
          about={about}
          people={magic.filter((person) => person.group === group)}
        />
      ))}
      <section id="ordinary" className="mt-2 grid scroll-mt-24 grid-cols-1 gap-3">
        <div>
          <h2 className="text-base font-semibold">Ordinary people</h2>
          <p className="text-muted-foreground">{describeWorld(world)}</p>
        </div>
        <SamplePeople people={people} />
        <SamplePager page={page} pageCount={pageCount} onPageChange={setPage} isPending={samples.isPlaceholderData} />
      </section>
    </div>
  );
}

function JumpLinks() {
  const targets = [...MAGIC_GROUPS, { group: "ordinary", title: "Ordinary people" }];
  return (
    <nav aria-label="On this page" className="flex flex-wrap gap-1.5">
      {targets.map(({ group, title }) => (
        <a
          key={group}
          href={`#${group}`}
          className="flex h-7 items-center rounded-full border bg-card px-3 text-xs font-medium text-muted-foreground transition-colors hover:bg-hover hover:text-foreground"
        >
          {title}
        </a>
      ))}
    </nav>
  );
}

function BoardSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-5" role="status" aria-label="Loading the practice world">
      <Skeleton className="h-7 w-96 max-w-full rounded-full" />
      {MAGIC_GROUPS.map(({ group }) => (
        <Skeleton key={group} className="h-96 rounded-lg" />
      ))}
    </div>
  );
}

const COUNT = new Intl.NumberFormat("en");

function describeWorld({ people, companies, countries }: SandboxSamples["world"]): string {
  const [persons, firms] = [COUNT.format(people), COUNT.format(companies)];
  return `${persons} people in ${firms} companies over ${COUNT.format(countries)} countries. Choose a name to look the person up.`;
}
