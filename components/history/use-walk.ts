"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";
import { historySearch, type HistoryView } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";

export type Walk = ReturnType<typeof useWalk>;

/** The way from one lookup to the next within the view it was opened from. Going on leaves no trace in the way back. */
export function useWalk(id: string, view: HistoryView) {
  const router = useRouter();
  const search = historySearch(view);
  const { data: place } = useQuery(lookupQueries.place(id, view));
  const { data: count } = useQuery(lookupQueries.count(view));
  const go = (to: string | null | undefined) => {
    if (to) router.replace(`/history/${to}${search}`);
  };
  return { place, total: count?.total, search, go };
}

const ARROWS = new Set(["ArrowLeft", "ArrowRight"]);
/** Arrows scroll these, or move within them. */
const USES_ARROWS = 'pre, [role="region"], [role="radiogroup"], [role="tablist"]';

type Pressed = Partial<Record<string, () => void>>;

/** Runs what belongs to the key that was pressed for the page, and lists it in the sheet of shortcuts. */
export function useLookupKeys(meanings: readonly KeyMeaning[], pressed: Pressed): void {
  usePageKeys({
    meanings,
    onKey: (key, event) => {
      const run = event.repeat ? undefined : pressed[key];
      if (!run || (ARROWS.has(key) && isInArrowed(event.target))) return false;
      run();
      return true;
    },
  });
}

function isInArrowed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(USES_ARROWS) !== null;
}
