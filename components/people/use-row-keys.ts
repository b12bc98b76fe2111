"use client";

import { useEffect, type RefObject } from "react";
import { areShortcutsOn } from "@/components/shell/shortcuts-store";

const STEPS: Partial<Record<string, number>> = { j: 1, k: -1 };
const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

/** `j` and `k` walk the rows: the focus goes to each row's link, so that Enter opens it. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const step = stepOf(event);
      if (step === undefined) return;
      const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>("tbody a[data-row]") ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = links[at < 0 ? 0 : at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [table]);
}

function stepOf(event: KeyboardEvent): number | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || !areShortcutsOn()) return undefined;
  if (event.target instanceof Element && event.target.matches(EDITABLE)) return undefined;
  if (document.querySelector('[role="dialog"], [role="menu"]')) return undefined;
  return STEPS[event.key];
}
