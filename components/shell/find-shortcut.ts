export type Shortcut = "new-lookup" | "search" | "help";

const KEYS: Partial<Record<string, Shortcut>> = { n: "new-lookup", "/": "search", "?": "help" };
const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

/** The shortcut that a key press means; none while someone types, holds a modifier, or another listener took the key. */
export function findShortcut(event: KeyboardEvent): Shortcut | undefined {
  if (event.defaultPrevented || event.isComposing || event.repeat) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.target instanceof Element && event.target.matches(EDITABLE)) return undefined;
  return KEYS[event.key];
}
