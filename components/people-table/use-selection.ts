"use client";

import { useState } from "react";
import {
  ALL_MATCHING,
  isSelected,
  mark,
  MARKED_MAX,
  marksOf,
  NOTHING_SELECTED,
  type Selection,
} from "@/components/people-table/selection";
import type { PersonSummaryDto } from "@/lib/people/schema";

type Marked = { selection: Selection; anchorId: string | null; narrowed: string };

/** Which rows are marked. It ends when the table is narrowed to something else: nobody acts on what is not in sight. */
export function useSelection(people: readonly PersonSummaryDto[], narrowed: string) {
  const [marked, setMarked] = useState<Marked>({ selection: NOTHING_SELECTED, anchorId: null, narrowed });
  const isSame = marked.narrowed === narrowed;
  const { selection, anchorId } = isSame ? marked : { selection: NOTHING_SELECTED, anchorId: null };
  const set = (next: Selection, anchor: string | null = null) => {
    setMarked({ selection: next, anchorId: anchor, narrowed });
  };
  return {
    selection,
    /** One row; with `isRange` all from the one that was marked before. */
    toggle: (id: string, isRange = false) => {
      const isOn = !isSelected(selection, id);
      set(mark(selection, isRange ? between(people, anchorId, id) : [id], isRange || isOn), id);
    },
    allLoaded: () => marksOf(selection, people),
    toggleLoaded: () => {
      const loaded = people.slice(0, MARKED_MAX).map(({ id }) => id);
      set(marksOf(selection, people) === true ? NOTHING_SELECTED : mark(NOTHING_SELECTED, loaded, true));
    },
    selectMatching: () => {
      set(ALL_MATCHING);
    },
    clear: () => {
      set(NOTHING_SELECTED);
    },
  };
}

export type MarkedRows = ReturnType<typeof useSelection>;

function between(people: readonly PersonSummaryDto[], anchorId: string | null, id: string): string[] {
  const from = people.findIndex((person) => person.id === anchorId);
  const to = people.findIndex((person) => person.id === id);
  if (from < 0) return [id];
  return people.slice(Math.min(from, to), Math.max(from, to) + 1).map((person) => person.id);
}
