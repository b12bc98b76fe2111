import type { LucideIcon } from "lucide-react";

/** One thing that the palette can do. */
export type PaletteCommand = {
  /** Names it among the recent ones: no word of anybody's. */
  id: string;
  label: string;
  /** Stands behind the label, more quietly. */
  hint?: string | undefined;
  icon: LucideIcon;
  /** What else it is found by. */
  keywords?: string;
  run: () => void;
};

export type PaletteGroup = { heading: string; commands: readonly PaletteCommand[] };

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** 0: it does not fit. A label that begins with the words comes before one that has them, and that before other words. */
function fitOf({ label, hint = "", keywords = "" }: PaletteCommand, query: string): number {
  const name = label.toLowerCase();
  const all = `${name} ${hint} ${keywords}`.toLowerCase();
  if (!wordsOf(query).every((word) => all.includes(word))) return 0;
  if (name.startsWith(query)) return 4;
  if (wordsOf(name).some((word) => word.startsWith(query))) return 3;
  return name.includes(query) ? 2 : 1;
}

/** The commands that what was typed may mean, the likeliest first; all of them, in their order, when nothing was. */
export function findCommands(commands: readonly PaletteCommand[], typed: string): PaletteCommand[] {
  const query = wordsOf(typed).join(" ");
  if (query === "") return [...commands];
  return commands
    .map((command) => ({ command, fit: fitOf(command, query) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ command }) => command);
}
