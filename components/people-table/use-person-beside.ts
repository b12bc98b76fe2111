"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import type { VirtualRows } from "@/components/people-table/use-virtual-rows";
import { peopleQueries } from "@/lib/people/queries";
import type { PersonSummaryDto } from "@/lib/people/schema";

type Given = { view: PeopleTableView; people: readonly PersonSummaryDto[]; virtual: VirtualRows };

/** Who is open beside the table, and how to walk from them to others, whose records are fetched before they are asked for. */
export function usePersonBeside({ view, people, virtual }: Given) {
  const queryClient = useQueryClient();
  const { personId, openPerson } = view;
  const at = useMemo(
    () => (personId === null ? -1 : people.findIndex(({ id }) => id === personId)),
    [people, personId],
  );
  const [before, after] = [people[at - 1]?.id, people[at + 1]?.id];
  useEffect(() => {
    if (at < 0) return;
    // What cannot be fetched ahead is asked for again, and told, when it is opened.
    for (const id of [before, after]) if (id) queryClient.query(peopleQueries.detail(id)).catch(() => undefined);
  }, [queryClient, at, before, after]);
  const go = (index: number) => {
    const person = people[index];
    if (!person) return;
    openPerson(person.id);
    virtual.scrollTo(index);
  };
  return {
    id: personId,
    /** -1: nobody is open, or somebody who is not in the table. */
    at,
    go,
    open: openPerson,
    close: () => {
      openPerson(null);
      if (at >= 0) virtual.focusRow(at);
    },
  };
}
