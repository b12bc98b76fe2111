"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { openPalette } from "@/components/palette/palette-store";
import { findShortcut } from "@/components/shell/find-shortcut";
import { isShortcutsOpen, onShortcutsChange, openShortcuts } from "@/components/shell/shortcuts-store";

const ShortcutsSheet = lazy(() =>
  import("@/components/shell/shortcuts-sheet").then((m) => ({ default: m.ShortcutsSheet })),
);

/** Listens to the keys that work on every page. */
export function Shortcuts() {
  const router = useRouter();
  const isOpen = useSyncExternalStore(onShortcutsChange, isShortcutsOpen, () => false);

  useEffect(() => {
    const newLookup = () => {
      if (!focusField("new-lookup") || window.location.search) router.push("/lookup");
    };
    const search = () => {
      if (!focusField("search")) openPalette();
    };
    const act = { "new-lookup": newLookup, search, help: openShortcuts };
    function onKeyDown(event: KeyboardEvent) {
      const shortcut = findShortcut(event);
      if (!shortcut) return;
      event.preventDefault();
      act[shortcut]();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [router]);

  if (!isOpen) return null;
  return (
    <Suspense>
      <ShortcutsSheet />
    </Suspense>
  );
}

/** False where the page has no such field. */
function focusField(shortcut: "search" | "new-lookup"): boolean {
  const inputs = document.querySelectorAll<HTMLInputElement>(`[data-shortcut="${shortcut}"]`);
  const visible = [...inputs].find((input) => input.checkVisibility());
  visible?.focus();
  visible?.select();
  return visible !== undefined;
}
