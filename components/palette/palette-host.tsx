"use client";

import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { importPalette } from "@/components/palette/palette-button";
import {
  closePalette,
  onPaletteChange,
  openPalette,
  readClosedPalette,
  readPalette,
} from "@/components/palette/palette-store";
import type { SignOut } from "@/components/shell/user-menu-button";
import type { SwitchWorkspace } from "@/components/shell/workspace-switch";
import type { Shell as ShellFrame } from "@/lib/workspaces/workspace";

const Palette = lazy(importPalette);
const TagPeopleDialog = lazy(() =>
  import("@/components/tags/tag-people-dialog").then((m) => ({ default: m.TagPeopleDialog })),
);

export type PaletteFrame = { frame: ShellFrame; onSwitch: SwitchWorkspace; onSignOut: SignOut };

/** Listens for Ctrl or Cmd with K on every page; the palette itself is fetched when it is first wanted. */
export function PaletteHost(props: PaletteFrame) {
  const { isOpen, taggedPersonId } = useSyncExternalStore(onPaletteChange, readPalette, readClosedPalette);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.repeat || event.defaultPrevented) return;
      event.preventDefault();
      if (readPalette().isOpen) closePalette();
      else if (document.querySelector('[role="dialog"]:not([data-beside]), [role="alertdialog"]') === null)
        openPalette();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return (
    <Suspense>
      {isOpen && <Palette {...props} />}
      {taggedPersonId !== null && (
        <TagPeopleDialog selection={{ ids: [taggedPersonId] }} count={1} onClose={closePalette} onDone={closePalette} />
      )}
    </Suspense>
  );
}
