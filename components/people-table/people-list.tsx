"use client";

import { SearchX, UsersRound } from "lucide-react";
import { useState } from "react";
import { FilterBar } from "@/components/people-table/filter-bar";
import { PeopleSkeleton } from "@/components/people-table/people-skeleton";
import { PeopleToolbar } from "@/components/people-table/people-toolbar";
import { PeopleWorkbench } from "@/components/people-table/people-workbench";
import { summarisePeople } from "@/components/people-table/summarise-people";
import { usePeopleRows } from "@/components/people-table/use-people-rows";
import { usePeopleView, type PeopleTableView } from "@/components/people-table/use-people-view";
import { readView, writeView } from "@/components/people-table/view-parsers";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { OutOfDate } from "@/components/shared/out-of-date";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { ViewTabs } from "@/components/views/view-tabs";
import type { Role } from "@/lib/auth/viewer";

const RefreshDialog = lazyDialog(() => import("@/components/lookups/refresh-dialog").then((m) => m.RefreshDialog));

/** The workspace's people: searched, narrowed, paged, and kept current without a row moving under the cursor. */
export function PeopleList({ role }: { role: Role }) {
  const view = usePeopleView();
  const rows = usePeopleRows(view.filters);
  const { people, error, isLoaded } = rows;
  const [refreshed, setRefreshed] = useState<string | null>(null);
  const mayRefresh = role !== "reviewer" && people.length > 0;
  return (
    <>
      <ViewTabs
        screen="people"
        usual="All people"
        written={view.written}
        normalise={normaliseView}
        viewId={view.viewId}
        onOpen={view.openView}
        onName={view.nameView}
        onRefresh={mayRefresh ? ({ name }) => setRefreshed(name) : undefined}
      />
      <PeopleToolbar view={view} summary={isLoaded ? summarisePeople(people.length, rows.total, rows.hasMore) : ""}>
        <FilterBar view={view} />
      </PeopleToolbar>
      {error && isLoaded && <OutOfDate onRetry={rows.retry} />}
      {error && !isLoaded && <QueryError title="People cannot be shown" error={error} onRetry={rows.retry} />}
      {!error && !isLoaded && <PeopleSkeleton />}
      {isLoaded && people.length === 0 && <NoPeople view={view} />}
      {people.length > 0 && <PeopleWorkbench view={view} rows={rows} role={role} />}
      {refreshed !== null && (
        <RefreshDialog
          selection={{ matching: view.narrowed, except: [] }}
          count={rows.total ?? null}
          name={refreshed}
          onClose={() => setRefreshed(null)}
          onDone={() => setRefreshed(null)}
        />
      )}
    </>
  );
}

const normaliseView = (query: string): string => writeView(readView(query));

function NoPeople({ view }: { view: PeopleTableView }) {
  if (view.isNarrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nobody fits"
        action={<Button onClick={view.clearFilters}>Show everybody</Button>}
      >
        Search looks at names, addresses, companies, titles and phone numbers. Filters add up: a person must fit each.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={UsersRound}
      title="Nobody here yet"
      action={
        <Button variant="primary" asChild>
          <IntentLink href="/lookup">Look someone up</IntentLink>
        </Button>
      }
    >
      Everybody you look up is kept here, with what came back and when, so that nothing is paid for twice.
    </EmptyState>
  );
}
