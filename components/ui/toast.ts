export type Toast = {
  title: string;
  description?: string;
  tone?: "plain" | "success" | "error" | "arrived";
  action?: { label: string; onClick: () => void };
  /** A toast with the id of one on screen replaces it: gather "3 phones arrived" instead of stacking. */
  id?: string;
  durationMs?: number;
  /** It has gone, by itself or by hand. Not called after its action. */
  onClose?: () => void;
};

const waiting: Toast[] = [];
let wasShown = false;
const listeners = new Set<() => void>();

/** Shows a toast. The code that draws toasts is fetched with the first one; those shown meanwhile wait for it. */
export function showToast(toast: Toast): void {
  waiting.push(toast);
  wasShown = true;
  for (const listener of listeners) listener();
}

/** For the toaster only: the toasts not drawn yet, which are then considered drawn. */
export function takeWaitingToasts(): Toast[] {
  return waiting.splice(0);
}

/** Whether any toast was ever shown in this page. */
export function wasToastShown(): boolean {
  return wasShown;
}

export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
