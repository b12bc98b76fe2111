"use client";

import { useEffect, useEffectEvent } from "react";
import { showPageKeys, type KeyMeaning } from "@/components/shell/page-keys-store";
import { isPlainKey } from "@/components/shell/plain-key";

type PageKeys = {
  /** For the sheet of shortcuts. The same array each time. */
  meanings: readonly KeyMeaning[];
  /** True when the key was taken. */
  onKey: (key: string, event: KeyboardEvent) => boolean;
};

/** Single keys of one page, which the sheet of shortcuts then lists. */
export function usePageKeys({ meanings, onKey }: PageKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isPlainKey(event) && onKey(event.key, event)) event.preventDefault();
  });
  // The external systems are the keyboard and the sheet, which is not a part of the page.
  useEffect(() => {
    const hide = showPageKeys(meanings);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      hide();
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [meanings]);
}
