"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { onToast, wasToastShown } from "@/components/ui/toast";

const ToastStack = lazy(() => import("@/components/ui/toast-stack").then((m) => ({ default: m.ToastStack })));

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
