"use client";

import { useEffect, useEffectEvent, type RefObject } from "react";
import { areShortcutsOn } from "@/components/shell/shortcuts-store";

const STEPS: Partial<Record<string, number>> = { j: 1, k: -1 };
const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

type Answers = Record<"a" | "d", (lookupId: string) => void>;

/** `j` and `k` walk the requests, `a` and `d` answer the one that has the focus. */
export function useApprovalKeys(list: RefObject<HTMLElement | null>, answers: Answers): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isForUs(event)) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-approval]") ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const step = STEPS[event.key];
    if (step !== undefined) walkTo(rows[at < 0 ? 0 : at + step], event);
    const lookupId = rows[at]?.dataset["approval"];
    if (lookupId === undefined || (event.key !== "a" && event.key !== "d")) return;
    event.preventDefault();
    answers[event.key](lookupId);
  });
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

function walkTo(row: HTMLElement | undefined, event: KeyboardEvent): void {
  const link = row?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function isForUs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || !areShortcutsOn()) return false;
  if (event.target instanceof Element && event.target.matches(EDITABLE)) return false;
  return document.querySelector('[role="dialog"], [role="menu"]') === null;
}
