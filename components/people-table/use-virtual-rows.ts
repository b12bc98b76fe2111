"use client";

import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { PersonSummaryDto } from "@/lib/people/schema";

export const HEAD_HEIGHT = 32;
const ROW_HEIGHTS = { usual: 36, compact: 28, phone: 56 } as const;
/** The same for the style sheet, which knows how wide the window is before any script runs. */
export const ROW_HEIGHT_VARS = {
  usual: "[--row-height:56px] sm:[--row-height:36px]",
  compact: "[--row-height:56px] sm:[--row-height:28px]",
} as const;
const OVERSCAN = 8;
/** The next page is asked for when this many rows are left below. */
const ROWS_AHEAD = 20;
/** Before the box has been measured, and on the server. */
const FIRST_RECT = { width: 1000, height: 500 };
const PHONE = "(max-width: 639px)";
/** How many frames a row may take to be drawn after the box has been scrolled to it. */
const FRAMES_MAX = 20;

const kept = new Map<string, number>();

type Given = {
  people: readonly PersonSummaryDto[];
  /** Names what is shown: each has its own place, to which it comes back. */
  name: string;
  isCompact: boolean;
  onNearEnd: () => void;
};

/** The rows in sight, of all that are loaded. The one that has the focus stays drawn wherever the box is scrolled to. */
export function useVirtualRows({ people, name, isCompact, onNearEnd }: Given) {
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const isPhone = useSyncExternalStore(onPhoneChange, isPhoneNow, () => false);
  const rowHeight = ROW_HEIGHTS[isPhone ? "phone" : isCompact ? "compact" : "usual"];
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
    initialRect: FIRST_RECT,
    initialOffset: () => kept.get(name) ?? 0,
    getItemKey: useCallback((index: number) => people[index]?.id ?? index, [people]),
    rangeExtractor: useCallback((range: Range) => withFocused(range, focused), [focused]),
  });
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);
  useKeptPlace(name, box);
  useAside(box);
  const rows = virtualizer.getVirtualItems();
  const last = rows.findLast(({ index }) => index !== focused)?.index ?? 0;
  useEffect(() => {
    if (last >= people.length - ROWS_AHEAD) onNearEnd();
  }, [last, people.length, onNearEnd]);
  const scrollTo = (index: number) => {
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  return {
    box,
    rows,
    setFocused,
    scrollTo,
    focusRow: (index: number) => {
      scrollTo(index);
      focusWhenDrawn(box.current, index, FRAMES_MAX);
    },
    firstInSight: () => Math.ceil((virtualizer.scrollOffset ?? 0) / rowHeight),
  };
}

export type VirtualRows = ReturnType<typeof useVirtualRows>;

function withFocused(range: Range, focused: number | null): number[] {
  const indexes = defaultRangeExtractor(range);
  if (focused === null || focused >= range.count || indexes.includes(focused)) return indexes;
  return [...indexes, focused].toSorted((a, b) => a - b);
}

function focusWhenDrawn(box: HTMLDivElement | null, index: number, framesLeft: number): void {
  const link = box?.querySelector<HTMLElement>(`tr[data-index="${String(index)}"] a[data-row]`);
  if (link) link.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(box, index, framesLeft - 1));
}

/** Comes back to where a view was left, as the browser does for the page itself. */
function useKeptPlace(name: string, box: React.RefObject<HTMLDivElement | null>): void {
  const shown = useRef(name);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    if (shown.current !== name) node.scrollTop = kept.get(name) ?? 0;
    shown.current = name;
    const keep = () => kept.set(name, node.scrollTop);
    // Heard before the rows are drawn for it: to ask for the place of what has just changed would lay it all out at once.
    node.addEventListener("scroll", keep, { passive: true, capture: true });
    return () => node.removeEventListener("scroll", keep, { capture: true });
  }, [name, box]);
}

/** Marks the box as `data-aside` while it is scrolled sideways, when its first columns have to stick. */
function useAside(box: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const node = box.current;
    const mark = () => node?.toggleAttribute("data-aside", node.scrollLeft > 0);
    mark();
    node?.addEventListener("scroll", mark, { passive: true, capture: true });
    return () => node?.removeEventListener("scroll", mark, { capture: true });
  }, [box]);
}

function onPhoneChange(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

const isPhoneNow = () => window.matchMedia(PHONE).matches;
