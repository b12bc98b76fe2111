import { areShortcutsOn } from "@/components/shell/shortcuts-store";

const EDITABLE = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
/** What stands beside a page, and is none of these, does not keep the keys to itself. */
const OPEN = '[role="dialog"]:not([data-beside]), [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Whether a key is a shortcut at all: not while someone types, holds a modifier, has something open that takes the keys, or
 * another listener took it, and never with single keys switched off.
 */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || !areShortcutsOn()) return false;
  if (event.target instanceof Element && event.target.matches(EDITABLE)) return false;
  return document.querySelector(OPEN) === null;
}
