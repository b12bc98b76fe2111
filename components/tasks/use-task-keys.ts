"use client";

import type { RefObject } from "react";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";
import { walkRows } from "@/components/shell/walk-rows";

const MEANINGS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous task"],
  ["x", "Tick the task off"],
  ["Enter", "Open the person"],
];

const linkOf = (row: HTMLElement) => row.querySelector<HTMLElement>("a[data-row]");

/** `j` and `k` walk the tasks, `x` ticks the one off that has the focus, which then goes on to the next. */
export function useTaskKeys(list: RefObject<HTMLElement | null>): void {
  usePageKeys({
    meanings: MEANINGS,
    onKey: (key) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-task]") ?? [])];
      if (key !== "x") return walkRows(key, rows, linkOf);
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const tick = rows[at]?.querySelector<HTMLElement>("[data-tick]");
      if (!tick) return false;
      tick.click();
      const next = rows[at + 1] ?? rows[at - 1];
      if (next) linkOf(next)?.focus();
      return true;
    },
  });
}
