"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus, Tag } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { ArrivalsSelect } from "@/components/lists/arrivals-select";
import { ListsTable } from "@/components/lists/lists-table";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { listQueries } from "@/lib/lists/queries";

const ListNameDialog = dynamic(() =>
  import("@/components/lists/list-name-dialog").then((loaded) => loaded.ListNameDialog),
);

/** The viewer's own lists and those that are shared. */
export function ListsView({ mayMake }: { mayMake: boolean }) {
  const { data, error, refetch } = useQuery(listQueries.overview());
  const [isMaking, setIsMaking] = useState(false);
  const make = (variant: "primary" | "secondary") => (
    <Button
      variant={variant}
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
              <Link href="/tags">
                <Tag aria-hidden /> Tags
              </Link>
            </Button>
            {mayMake && data?.lists.length !== 0 && make("primary")}
          </>
        }
      />
      {data && mayMake && data.lists.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <ArrivalsSelect {...data} />
          <p role="status" className="text-xs text-muted-foreground">
            {data.lists.length === 1 ? "1 list" : `${data.lists.length.toLocaleString("en")} lists`}
          </p>
        </div>
      )}
      {data && data.lists.length > 0 && <ListsTable lists={data.lists} />}
      {data?.lists.length === 0 && (
        <EmptyState icon={ListChecks} title="No lists yet" {...(mayMake && { action: make("primary") })}>
          A list keeps people together: yours alone, or shared with everybody here.
        </EmptyState>
      )}
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
