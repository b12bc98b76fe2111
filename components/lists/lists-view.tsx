"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus, Tag } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import { ArrivalsSelect } from "@/components/lists/arrivals-select";
import { ListsTable } from "@/components/lists/lists-table";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { listQueries } from "@/lib/lists/queries";
import type { ListOverview } from "@/lib/lists/schema";

const ListNameDialog = dynamic(() =>
  import("@/components/lists/list-name-dialog").then((loaded) => loaded.ListNameDialog),
);

/** The viewer's own lists and those that are shared. */
export function ListsView({ mayMake }: { mayMake: boolean }) {
  const { data, error, refetch } = useQuery(listQueries.overview());
  const [isMaking, setIsMaking] = useState(false);
  const makeButton = (
    <Button
      variant="primary"
      onClick={() => {
        setIsMaking(true);
      }}
    >
      <Plus aria-hidden /> New list
    </Button>
  );
  return (
    <div className="max-w-5xl">
      <PageHeader
        title="Lists"
        actions={
          <>
            <Button asChild variant="ghost">
              <IntentLink href="/tags">
                <Tag aria-hidden /> Tags
              </IntentLink>
            </Button>
            {mayMake && data?.lists.length !== 0 && makeButton}
          </>
        }
      />
      {data && <Shown {...data} mayMake={mayMake} makeButton={makeButton} />}
      {error && !data && <QueryError title="The lists cannot be shown" error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton aria-hidden className="h-48" />}
      {isMaking && (
        <ListNameDialog
          onClose={() => {
            setIsMaking(false);
          }}
        />
      )}
    </div>
  );
}

type ShownProps = ListOverview & { mayMake: boolean; makeButton: ReactNode };

function Shown({ lists, arrivalsListId, mayMake, makeButton }: ShownProps) {
  if (lists.length === 0) {
    return (
      <EmptyState icon={ListChecks} title="No lists yet" action={mayMake && makeButton}>
        A list keeps people together: yours alone, or shared with everybody here.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        {mayMake && <ArrivalsSelect lists={lists} arrivalsListId={arrivalsListId} />}
        <p role="status" className="ml-auto text-xs text-muted-foreground">
          {lists.length === 1 ? "1 list" : `${lists.length.toLocaleString("en")} lists`}
        </p>
      </div>
      <ListsTable lists={lists} />
    </>
  );
}
