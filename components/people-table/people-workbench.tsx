"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { PeopleGrid } from "@/components/people-table/people-grid";
import { SelectedPeople, type Asked } from "@/components/people-table/selected-people";
import { isEmpty } from "@/components/people-table/selection";
import type { PeopleRows } from "@/components/people-table/use-people-rows";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { usePersonBeside } from "@/components/people-table/use-person-beside";
import { useSelection } from "@/components/people-table/use-selection";
import { useTableKeys } from "@/components/people-table/use-table-keys";
import { useVirtualRows } from "@/components/people-table/use-virtual-rows";
import { LoadMore } from "@/components/shared/load-more";
import type { Role } from "@/lib/auth/viewer";

const importDrawer = () => import("@/components/people-table/person-drawer").then((m) => ({ default: m.PersonDrawer }));
const PersonDrawer = lazy(importDrawer);
/** The page itself goes first. */
const DRAWER_AFTER_MS = 1500;

type PeopleWorkbenchProps = { view: PeopleTableView; rows: PeopleRows; role: Role };

/** The rows, and what is done with them: opened beside the table, marked, changed many at once. */
export function PeopleWorkbench({ view, rows, role }: PeopleWorkbenchProps) {
  const { people, hasMore } = rows;
  const router = useRouter();
  const virtual = useVirtualRows({
    ...{ people, name: rows.name, isCompact: view.isCompact, onNearEnd: rows.fetchAhead },
  });
  const marked = useSelection(people, view.narrowed);
  const mayChange = role !== "reviewer";
  const [asked, setAsked] = useState<Asked | null>(null);
  const beside = usePersonBeside({ view, people, virtual });
  usePreloadedDrawer();
  useTableKeys({
    current: () => currentRow() ?? (beside.at < 0 ? null : beside.at),
    firstInSight: virtual.firstInSight,
    isOpen: beside.id !== null,
    go: beside.id === null ? (index) => people[index] && virtual.focusRow(index) : beside.go,
    openPage: (index) => {
      const person = people[index];
      if (person) router.push(`/people/${person.id}`);
    },
    peek: (index) => {
      const person = people[index];
      if (beside.id === null && person) beside.open(person.id);
      else beside.close();
    },
    toggle: (index, isRange) => {
      const person = people[index];
      if (person && mayChange) marked.toggle(person.id, isRange);
    },
    tag: (index) => {
      const person = index === null ? undefined : people[index];
      if (!mayChange) return;
      if (!isEmpty(marked.selection)) setAsked({ task: "tag", of: "marked" });
      else if (person) setAsked({ task: "tag", of: person.id });
    },
    leave: () => {
      if (beside.id !== null) beside.close();
      else if (isEmpty(marked.selection)) return false;
      else marked.clear();
      return true;
    },
  });
  return (
    <>
      <div aria-busy={rows.isBusy}>
        <PeopleGrid
          view={view}
          rows={rows}
          virtual={virtual}
          marked={mayChange ? marked : null}
          onOpen={(id, isElsewhere) => {
            if (isElsewhere) window.open(`/people/${id}`, "_blank", "noopener");
            else beside.open(id);
          }}
        />
        <LoadMore
          hasMore={hasMore}
          isPending={rows.isFetchingMore}
          onMore={rows.fetchMore}
          summary={hasMore ? `${people.length.toLocaleString("en")} shown` : "That is everybody"}
        />
      </div>
      <SelectedPeople view={view} rows={rows} marked={marked} role={role} asked={asked} onAsk={setAsked} />
      {beside.id !== null && (
        <Suspense>
          <PersonDrawer
            id={beside.id}
            row={people[beside.at]}
            place={beside.at < 0 ? "" : placeWords(beside.at, people.length, hasMore)}
            onStep={(by) => beside.go(beside.at + by)}
            onClose={beside.close}
          />
        </Suspense>
      )}
    </>
  );
}

function placeWords(at: number, count: number, hasMore: boolean): string {
  return `${(at + 1).toLocaleString("en")} of ${count.toLocaleString("en")}${hasMore ? "+" : ""}`;
}

function currentRow(): number | null {
  const row = document.activeElement?.closest<HTMLElement>("tr[data-index]");
  return row ? Number(row.dataset["index"]) : null;
}

/** The drawer opens at once when it is asked for the first time. */
function usePreloadedDrawer(): void {
  useEffect(() => {
    const timer = window.setTimeout(() => void importDrawer(), DRAWER_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
}
