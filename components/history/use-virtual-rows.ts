"use client";

import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from "react";

const ROW_PX = 36;
/** On a phone a row has two lines. */
const TALL_ROW_PX = 56;
const HEAD_PX = 32;
const NARROW = "(width < 40rem)";
const OVERSCAN = 10;
/** The next page is asked for when this many rows are left below. */
const ROWS_AHEAD = 25;
/** What the server draws: as many rows as a screen holds. */
const FIRST_RECT = { width: 1200, height: 800 };

/** Where each view was left, to come back to as the browser does for the page itself. */
const kept = new Map<string, number>();

type Rows = {
  table: RefObject<HTMLTableElement | null>;
  ids: readonly string[];
  /** The view that is shown. */
  name: string;
  onNearEnd: () => void;
};

/** Only the rows in sight are drawn, and the one that has the focus; what stands above and below is blank height. */
export function useVirtualRows({ table, ids, name, onNearEnd }: Rows) {
  const [focused, setFocused] = useState<number | null>(null);
  const isNarrow = useSyncExternalStore(onWidthChange, isWindowNarrow, () => false);
  const rowPx = isNarrow ? TALL_ROW_PX : ROW_PX;
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => table.current?.parentElement ?? null,
    estimateSize: () => rowPx,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    rangeExtractor: useCallback((range: Range) => withFocused(range, focused), [focused]),
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_PX,
    initialRect: FIRST_RECT,
    initialOffset: () => kept.get(name) ?? 0,
  });
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowPx]);
  useKeptPlace(table, name);
  const rows = virtualizer.getVirtualItems();
  const last = rows.findLast(({ index }) => index !== focused)?.index ?? 0;
  useEffect(() => {
    if (last >= ids.length - ROWS_AHEAD) onNearEnd();
  }, [last, ids.length, onNearEnd]);
  return {
    rows: withBlanks(rows, virtualizer.getTotalSize()),
    setFocused,
    scrollTo: (index: number) => {
      virtualizer.scrollToIndex(index, { align: "auto" });
    },
  };
}

type Placed = { index: number; start: number; end: number };
export type DrawnRow = { index: number; blankAbovePx: number; blankBelowPx: number };

/** Each row with the blank height between it and the one before; the last one also with what is left below. */
function withBlanks(rows: readonly Placed[], heightPx: number): DrawnRow[] {
  return rows.map(({ index, start, end }, at) => ({
    index,
    blankAbovePx: start - (rows[at - 1]?.end ?? 0),
    blankBelowPx: at === rows.length - 1 ? heightPx - end : 0,
  }));
}

function withFocused(range: Range, focused: number | null): number[] {
  const indexes = defaultRangeExtractor(range);
  if (focused === null || focused >= range.count || indexes.includes(focused)) return indexes;
  return [...indexes, focused].toSorted((one, other) => one - other);
}

function useKeptPlace(table: RefObject<HTMLTableElement | null>, name: string): void {
  // The external system is the box that scrolls.
  useLayoutEffect(() => {
    const box = table.current?.parentElement;
    if (!box) return undefined;
    box.scrollTop = kept.get(name) ?? 0;
    const keep = () => kept.set(name, box.scrollTop);
    box.addEventListener("scroll", keep, { passive: true });
    return () => {
      box.removeEventListener("scroll", keep);
    };
  }, [table, name]);
}

function onWidthChange(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => {
    query.removeEventListener("change", listener);
  };
}

const isWindowNarrow = () => window.matchMedia(NARROW).matches;
