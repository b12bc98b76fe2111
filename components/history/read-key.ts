import { areShortcutsOn } from "@/components/shell/shortcuts-store";

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';
const OPEN = '[role="dialog"], [role="menu"], [role="listbox"]';

/** The single key that was pressed for the page; null where it was typed into something, or something is open. */
export function readKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || !areShortcutsOn()) return null;
  if (event.target instanceof Element && event.target.matches(EDITABLE)) return null;
  return document.querySelector(OPEN) === null ? event.key : null;
}
