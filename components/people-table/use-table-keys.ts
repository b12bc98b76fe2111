"use client";

import { useEffect, useEffectEvent } from "react";
import { showPageKeys, type KeyMeaning } from "@/components/shell/page-keys-store";
import { areShortcutsOn } from "@/components/shell/shortcuts-store";

const EDITABLE = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
const INTERACTIVE = 'a, button, input, summary, [role="separator"], [role="menuitem"]';
/** The person beside the table is no dialog that keeps the keys to itself. */
const CLOSED_OFF = '[role="dialog"]:not([data-beside]), [role="alertdialog"], [role="menu"], [role="listbox"]';

const MEANINGS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous row"],
  ["x", "Select the row"],
  ["t", "Tag the row, or what is selected"],
  ["Space", "Look at the row beside the table"],
  ["Enter", "Open the row"],
];

export type TableKeys = {
  /** The row that is meant: where the focus is, or who is open. Null: none. */
  current: () => number | null;
  firstInSight: () => number;
  isOpen: boolean;
  /** To a row that may be beyond both ends. */
  go: (index: number) => void;
  openPage: (index: number) => void;
  peek: (index: number) => void;
  toggle: (index: number, isRange: boolean) => void;
  tag: (index: number | null) => void;
  /** Closes what is open, or unmarks what is marked. False: there was nothing. */
  leave: () => boolean;
};

/** `j` `k` and the arrows walk the rows, `x` marks, `t` tags, Space looks beside, Enter opens, Esc closes. */
export function useTableKeys(keys: TableKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches(EDITABLE)) return;
    if (document.querySelector(CLOSED_OFF)) return;
    if (act(event, keys)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      onKeyDown(event);
    };
    const hide = showPageKeys(MEANINGS);
    document.addEventListener("keydown", listener);
    return () => {
      hide();
      document.removeEventListener("keydown", listener);
    };
  }, []);
}

const STEPS: Partial<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/** True when the key was one of the table's. */
function act(event: KeyboardEvent, keys: TableKeys): boolean {
  const { key, target } = event;
  const isLetter = key.length === 1 && key !== " ";
  if (isLetter && !areShortcutsOn()) return false;
  if (key === "Escape") return keys.leave();
  const at = keys.current();
  const step = STEPS[key];
  if (step !== undefined) {
    // Without a row that is meant the arrows scroll, as everywhere.
    if (at === null && !isLetter) return false;
    keys.go(at === null ? keys.firstInSight() : at + step);
    return true;
  }
  if (key === "t") return (keys.tag(at), true);
  if (at === null) return false;
  return actOnRow(event, keys, { at, isOnRow: isRowLink(target), isFree: !isInteractive(target) });
}

type Place = { at: number; isOnRow: boolean; isFree: boolean };

function actOnRow({ key, shiftKey }: KeyboardEvent, keys: TableKeys, { at, isOnRow, isFree }: Place): boolean {
  if (key === "x" || key === "X") keys.toggle(at, shiftKey);
  else if (key === " " && (isOnRow || isFree)) keys.peek(at);
  else if (key === "Enter" && keys.isOpen && (isOnRow || isFree)) keys.openPage(at);
  else return false;
  return true;
}

const isRowLink = (target: EventTarget | null) => target instanceof Element && target.matches("a[data-row]");
const isInteractive = (target: EventTarget | null) => target instanceof Element && target.matches(INTERACTIVE);
