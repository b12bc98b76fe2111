"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";

/** What a row does on a click: as its first cell's link, in another tab with Ctrl or ⌘; not where text is being marked. */
export function useOpenRow(href: string) {
  const router = useRouter();
  return (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest("a, button") !== null;
    if (isOnControl || window.getSelection()?.type === "Range") return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else router.push(href);
  };
}
