"use client";

import { lazy, Suspense, useSyncExternalStore, type ComponentType } from "react";
import { onToast, wasToastShown } from "@/components/ui/toast";

const FETCHED_AGAIN_AFTER_MS = 5000;

const ToastStack = lazy(fetchToastStack);

/** Does not give up: the first toast often says that the server does not answer, and must not take the page with it. */
async function fetchToastStack(): Promise<{ default: ComponentType }> {
  try {
    return { default: (await import("@/components/ui/toast-stack")).ToastStack };
  } catch {
    await new Promise((wake) => setTimeout(wake, FETCHED_AGAIN_AFTER_MS));
    return fetchToastStack();
  }
}

/** Stands once in the page; costs nothing until the first toast. */
export function Toaster() {
  const isWanted = useSyncExternalStore(onToast, wasToastShown, () => false);
  if (!isWanted) return null;
  return (
    <Suspense>
      <ToastStack />
    </Suspense>
  );
}
