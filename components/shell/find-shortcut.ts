import { isPlainKey } from "@/components/shell/plain-key";

export type Shortcut = "new-lookup" | "search" | "help";

const KEYS: Partial<Record<string, Shortcut>> = { n: "new-lookup", "/": "search", "?": "help" };

/** The shortcut of every page that a key press means; none while it is held down. */
export function findShortcut(event: KeyboardEvent): Shortcut | undefined {
  return isPlainKey(event) && !event.repeat ? KEYS[event.key] : undefined;
}
