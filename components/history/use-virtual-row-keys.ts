"use client";

import { useRef, type RefObject } from "react";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";

const STEPS: Partial<Record<string, number>> = { j: 1, k: -1 };
const MEANINGS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous row"],
  ["Enter", "Open the row"],
];

/** How many frames a row may take to be drawn after it was scrolled to. */
const FRAMES_MAX = 20;

type Walked = { table: RefObject<HTMLTableElement | null>; count: number; scrollTo: (index: number) => void };

/** `j` and `k` walk the rows by their place, drawn or not: the focus goes to each row's link, so that Enter opens it. */
export function useVirtualRowKeys({ table, count, scrollTo }: Walked): void {
  const last = useRef(-1);
  const focus = (index: number) => {
    const link = table.current?.querySelector<HTMLAnchorElement>(`a[data-row="${String(index)}"]`);
    link?.focus({ preventScroll: true });
    return link !== null && link !== undefined;
  };
  const walk = (step: number) => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["row"] : undefined;
    const from = focused === undefined ? last.current : Number(focused);
    const index = Math.min(count - 1, Math.max(0, from + step));
    last.current = index;
    scrollTo(index);
    // A row that was out of sight is drawn some frames later.
    let framesLeft = FRAMES_MAX;
    const tryFocus = () => {
      framesLeft -= 1;
      if (!focus(index) && framesLeft > 0) requestAnimationFrame(tryFocus);
    };
    tryFocus();
  };
  usePageKeys({
    meanings: MEANINGS,
    onKey: (key) => {
      const step = STEPS[key];
      if (step === undefined || count === 0) return false;
      walk(step);
      return true;
    },
  });
}
