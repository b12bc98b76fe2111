"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useSyncExternalStore, type RefObject } from "react";

const ROW_PX = 36;
/** On a phone a row has two lines. */
const TALL_ROW_PX = 56;
const NARROW = "(width < 40rem)";
/** Kept beyond both edges, so that a wheel or a held key finds rows there. */
const OVERSCAN = 12;
/** The next page is asked for when this many rows are left below. */
const ROWS_AHEAD = 15;
/** What the server draws: as many rows as a screen holds. */
const FIRST_RECT = { width: 1200, height: 900 };

type Rows = { table: RefObject<HTMLTableElement | null>; count: number; onNearEnd: () => void };

/** Only the rows in sight are drawn; what stands above and below is blank height. */
export function useVirtualRows({ table, count, onNearEnd }: Rows) {
  const isNarrow = useSyncExternalStore(onWidthChange, isWindowNarrow, () => false);
  const rowPx = isNarrow ? TALL_ROW_PX : ROW_PX;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => table.current?.parentElement ?? null,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    initialRect: FIRST_RECT,
  });
  // The external system is the browser, whose width decides a row's height.
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowPx]);
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const isNearEnd = lastIndex >= count - ROWS_AHEAD;
  // The external system is the server, which has the next page.
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);
  return {
    indexes: items.map(({ index }) => index),
    abovePx: items[0]?.start ?? 0,
    belowPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    scrollTo: (index: number) => {
      virtualizer.scrollToIndex(index, { align: "auto" });
    },
  };
}

function onWidthChange(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => {
    query.removeEventListener("change", listener);
  };
}

const isWindowNarrow = () => window.matchMedia(NARROW).matches;
