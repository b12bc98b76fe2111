"use client";

import { useSyncExternalStore } from "react";
import {
  areShortcutsOn,
  onShortcutsChange,
  setShortcutsOn,
  setShortcutsOpen,
} from "@/components/shell/shortcuts-store";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";

const SHORTCUTS = [
  ["n", "New lookup"],
  ["/", "Go to the search field"],
  ["?", "This list"],
  ["j  k", "Next and previous row"],
  ["Enter", "Open the row"],
  ["Space", "People: look at the row beside the table"],
  ["x", "People: select the row"],
  ["t", "People: tag the selected rows, or the row"],
  ["a  d", "Approvals: approve, decline"],
  ["Esc", "Close what is open, or select nothing"],
] as const;

export function ShortcutsSheet() {
  const isOn = useSyncExternalStore(onShortcutsChange, areShortcutsOn, () => true);
  return (
    <Sheet open onOpenChange={setShortcutsOpen}>
      <SheetContent title="Keyboard shortcuts" className="sm:w-96">
        <dl className="grid gap-1">
          {SHORTCUTS.map(([key, meaning]) => (
            <div key={key} className="flex h-8 items-center justify-between gap-4">
              <dt>{meaning}</dt>
              <dd>
                {key.split("  ").map((one) => (
                  <Kbd key={one} className="ml-1">
                    {one}
                  </Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <Field
          layout="inline"
          label="Single-key shortcuts"
          help="Off: n, j, k, x, t, a, d, / and ? do nothing. For this browser only."
          className="mt-4 border-t pt-4"
        >
          <Switch checked={isOn} onCheckedChange={setShortcutsOn} />
        </Field>
      </SheetContent>
    </Sheet>
  );
}
