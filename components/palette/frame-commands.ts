import { ArrowLeftRight, ClipboardPaste, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { lookupHref } from "@/components/lookups/lookup-href";
import type { PaletteCommand } from "@/components/palette/command";
import type { PaletteFrame } from "@/components/palette/palette-host";
import { readPersonLine } from "@/components/palette/read-clipboard";
import { showToast } from "@/components/ui/toast";

const THEMES = [
  { value: "light", label: "Light theme", icon: Sun },
  { value: "dark", label: "Dark theme", icon: Moon },
  { value: "system", label: "Theme as the system", icon: Monitor },
] as const;

type FrameCommands = PaletteFrame & { open: (href: string) => void; setTheme: (theme: string) => void };

/** What concerns no single page: the clipboard, the workspace, the theme, the session. */
export function frameCommands({ frame, onSwitch, onSignOut, open, setTheme }: FrameCommands): PaletteCommand[] {
  const { active, workspaces } = frame;
  const clipboard: PaletteCommand = {
    ...{ id: "clipboard", label: "Look up what is on the clipboard", icon: ClipboardPaste, keywords: "paste" },
    hint: "nothing is sent yet",
    run: () => void lookUpClipboard(open),
  };
  const switches = workspaces
    .filter(({ id }) => id !== active.id)
    .map(({ id, name }) => ({
      ...{ id: `workspace:${id}`, label: `Switch to ${name}`, icon: ArrowLeftRight, keywords: "workspace practice" },
      run: () => void switchTo(onSwitch, id),
    }));
  const themes = THEMES.map(({ value, label, icon }) => ({
    ...{ id: `theme:${value}`, label, icon, keywords: "toggle appearance colour mode" },
    run: () => {
      setTheme(value);
    },
  }));
  const leave = { id: "sign-out", label: "Sign out", icon: LogOut, keywords: "log out leave" };
  return [
    ...(active.role === "reviewer" ? [] : [clipboard]),
    ...switches,
    ...themes,
    { ...leave, run: () => void signOut(onSignOut) },
  ];
}

/** Reads it because somebody asked for that, and opens the form; what it costs is said there, before anything is sent. */
async function lookUpClipboard(open: (href: string) => void): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  const line = text === null ? null : readPersonLine(text);
  if (line !== null) open(lookupHref(line));
  else if (text === null)
    showToast({
      tone: "error",
      title: "Your browser refused the clipboard",
      description: "Paste into the form instead.",
    });
  else
    showToast({
      title: "Nobody is named on the clipboard",
      description: "Copy an email, a LinkedIn URL, a hash, an Apollo ID or “Name @ company”.",
    });
}

// A whole new page after each of these, because nothing cached of one workspace or user may be shown to another.
async function switchTo(onSwitch: PaletteFrame["onSwitch"], workspaceId: string): Promise<void> {
  const result = await onSwitch({ workspaceId }).catch(() => null);
  if (result?.ok) window.location.assign("/lookup");
  else
    showToast({ tone: "error", title: "You are still in this workspace", description: "The other one refused you." });
}

async function signOut(onSignOut: PaletteFrame["onSignOut"]): Promise<void> {
  await onSignOut({});
  window.location.assign("/sign-in");
}
