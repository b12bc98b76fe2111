"use client";

import { useState } from "react";
import { peopleWords } from "@/components/people/use-bulk-change";
import type { PeopleSelection, PeopleView } from "@/lib/people/filters";
import type { PersonSummaryDto } from "@/lib/people/schema";
import { writePeopleFilters } from "@/lib/people/write-filters";

type Marked = { matching: string; isAll: boolean; ids: ReadonlySet<string> };

export type NarrowedSelection = ReturnType<typeof useNarrowedSelection>;

/** Who is marked: each by themself, or everybody but some. It ends when the view becomes another. */
export function useNarrowedSelection(view: PeopleView, people: readonly PersonSummaryDto[]) {
  const matching = writePeopleFilters(view);
  const nothing: Marked = { matching, isAll: false, ids: new Set() };
  const [kept, setKept] = useState(nothing);
  const marked = kept.matching === matching ? kept : nothing;
  const { isAll, ids } = marked;
  const isMarked = (id: string) => ids.has(id) !== isAll;
  return {
    isMarked,
    isAll: isAll && ids.size === 0,
    isAny: isAll || ids.size > 0,
    selection: selectionOf(marked),
    words: wordsOf(marked),
    toggle: (id: string) => {
      const others = new Set(ids);
      if (!others.delete(id)) others.add(id);
      setKept({ ...marked, ids: others });
    },
    toggleAll: () => {
      setKept({ ...nothing, isAll: !people.every(({ id }) => isMarked(id)) });
    },
    clear: () => {
      setKept(nothing);
    },
  };
}

function selectionOf({ matching, isAll, ids }: Marked): PeopleSelection | null {
  if (isAll) return { matching, except: [...ids] };
  return ids.size === 0 ? null : { ids: [...ids] };
}

function wordsOf({ isAll, ids }: Marked): string {
  if (!isAll) return peopleWords(ids.size);
  return ids.size === 0 ? "Everybody" : `Everybody but ${peopleWords(ids.size)}`;
}
