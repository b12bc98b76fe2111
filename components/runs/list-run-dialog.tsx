"use client";

import { useQuery } from "@tanstack/react-query";
import { AddToListDialog } from "@/components/lists/add-to-list-dialog";
import { peopleQueries } from "@/lib/people/queries";
import { writePeopleFilters } from "@/lib/people/write-filters";
import type { RunDto } from "@/lib/runs/schema";

/** Puts whom a run found, or had already, into lists. Who is in one stays in it once. */
export function ListRunDialog({ run, onClose }: { run: RunDto; onClose: () => void }) {
  const view = { run: run.id };
  const { data } = useQuery(peopleQueries.count(view));
  const selection = { matching: writePeopleFilters(view), except: [] };
  return <AddToListDialog selection={selection} count={data?.total ?? null} onClose={onClose} onDone={onClose} />;
}
