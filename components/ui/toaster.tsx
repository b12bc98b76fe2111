"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { onToast, wasToastShown } from "@/components/ui/toast";

const ToastStack = dynamic(() => import("@/components/ui/toast-stack").then((m) => m.ToastStack), { ssr: false });

/** Stands once in the page; costs nothing until the first toast. */
export function Toaster() {
  const isWanted = useSyncExternalStore(onToast, wasToastShown, () => false);
  return isWanted ? <ToastStack /> : null;
}
