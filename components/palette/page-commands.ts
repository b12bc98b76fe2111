import { CircleUserRound, Keyboard, type LucideIcon } from "lucide-react";
import type { PaletteCommand } from "@/components/palette/command";
import { navGroups } from "@/components/shell/nav-entries";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";

type Place = { href: string; label: string; icon: LucideIcon; keywords?: string };

const WORDS: Record<string, string> = {
  "/lookup": "new lookup enrich find",
  "/people": "contacts persons",
  "/runs": "bulk enrichment csv upload file import",
  "/tasks": "my tasks to do due overdue",
  "/history": "lookups log",
  "/deliveries": "webhook callbacks",
  "/usage": "credits spend",
  "/settings/budgets": "credits limits spending",
  "/settings/members": "team users invite",
  "/settings/privacy": "erase gdpr suppression retention",
  "/settings/audit": "log events",
};

/** Every page that this role has in this workspace. */
export function listPages(workspace: Pick<WorkspaceSummary, "kind" | "role">): Place[] {
  const places: Place[] = navGroups(workspace).flatMap(({ entries }) =>
    entries.map(({ href, label, icon }) => ({ href, label, icon })),
  );
  const privacy = places.find(({ href }) => href === "/settings/privacy");
  const below = privacy
    ? [
        { href: "/settings/privacy/suppressions", label: "Suppression list", icon: privacy.icon },
        { href: "/settings/privacy/retention", label: "Retention", icon: privacy.icon },
      ]
    : [];
  return [
    ...places,
    ...below,
    { href: "/account", label: "Account", icon: CircleUserRound, keywords: "password name" },
  ];
}

type PageCommands = { workspace: WorkspaceSummary; open: (href: string) => void; openShortcuts: () => void };

export function pageCommands({ workspace, open, openShortcuts }: PageCommands): PaletteCommand[] {
  const pages = listPages(workspace).map(({ href, label, icon, keywords }) => ({
    ...{ id: `page:${href}`, label, icon, keywords: `go to open page ${WORDS[href] ?? keywords ?? ""}` },
    run: () => {
      open(href);
    },
  }));
  const help = { id: "help", label: "Keyboard shortcuts", icon: Keyboard, keywords: "keys help ?", run: openShortcuts };
  return [...pages, help];
}
