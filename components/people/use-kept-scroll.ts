"use client";

import { useCallback } from "react";

const kept = new Map<string, number>();

/** For a table in a box that scrolls: comes back to where it was left, as the browser does for the page itself. */
export function useKeptScroll(view: string): (table: HTMLTableElement) => () => void {
  return useCallback(
    (table) => {
      const box = table.parentElement;
      if (box) box.scrollTop = kept.get(view) ?? 0;
      const keep = () => kept.set(view, box?.scrollTop ?? 0);
      box?.addEventListener("scroll", keep, { passive: true });
      return () => box?.removeEventListener("scroll", keep);
    },
    [view],
  );
}
