"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { hasWaitingToasts, onToast } from "@/components/ui/toast";

const ToastStack = dynamic(() => import("@/components/ui/toast-stack").then((m) => m.ToastStack), { ssr: false });

/** Stands once in the page; costs nothing until the first toast. */
export function Toaster() {
  const [isWanted, setIsWanted] = useState(false);
  useEffect(() => {
    if (hasWaitingToasts()) setIsWanted(true);
    return onToast(() => {
      setIsWanted(true);
    });
  }, []);
  return isWanted ? <ToastStack /> : null;
}
