const OFF_KEY = "perihelion.shortcuts";

const listeners = new Set<() => void>();
let isOpen = false;

function notify(): void {
  for (const listener of listeners) listener();
}

export function onShortcutsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isShortcutsOpen = (): boolean => isOpen;

export function setShortcutsOpen(open: boolean): void {
  isOpen = open;
  notify();
}

export function openShortcuts(): void {
  setShortcutsOpen(true);
}

/** Single keys can be switched off: speech input and a resting hand type them by accident (WCAG 2.1.4). */
export function areShortcutsOn(): boolean {
  return window.localStorage.getItem(OFF_KEY) !== "off";
}

export function setShortcutsOn(on: boolean): void {
  if (on) window.localStorage.removeItem(OFF_KEY);
  else window.localStorage.setItem(OFF_KEY, "off");
  notify();
}
