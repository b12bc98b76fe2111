"use client";

import { Search } from "lucide-react";
import { openPalette } from "@/components/palette/palette-store";
import { Kbd } from "@/components/ui/kbd";

export const importPalette = () => import("@/components/palette/palette").then((m) => ({ default: m.Palette }));

/** The search of the top bar, which opens the palette; a glass on phones. */
export function PaletteButton() {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-transparent px-2 text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:size-10 max-sm:justify-center max-sm:px-0 lg:w-64 lg:border-input lg:bg-card"
      onPointerEnter={() => void importPalette()}
      onFocus={() => void importPalette()}
      onClick={openPalette}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 truncate text-left max-lg:sr-only">Search or jump to…</span>
      <Kbd aria-hidden className="max-lg:hidden">
        Ctrl K
      </Kbd>
    </button>
  );
}
