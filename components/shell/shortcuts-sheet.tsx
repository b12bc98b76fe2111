"use client";

import { useSyncExternalStore } from "react";
import { listPageKeys, type KeyMeaning } from "@/components/shell/page-keys-store";
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

const EVERYWHERE: readonly KeyMeaning[] = [
  ["Ctrl K", "Search and commands (⌘ K on a Mac)"],
  ["/", "Search"],
  ["n", "New lookup"],
  ["?", "This list"],
  ["Esc", "Close what is open"],
];

/** The keys that work here: on every page, and on this one. */
export function ShortcutsSheet() {
  const isOn = useSyncExternalStore(onShortcutsChange, areShortcutsOn, () => true);
  const here = listPageKeys();
  return (
    <Sheet open onOpenChange={setShortcutsOpen}>
      <SheetContent title="Keyboard shortcuts" className="sm:w-96">
        <Keys heading="Everywhere" meanings={EVERYWHERE} />
        {here.length > 0 && <Keys heading="On this page" meanings={here} />}
        <Field
          layout="inline"
          label="Single-key shortcuts"
          help="Off: keys without Ctrl or ⌘ do nothing, but for Esc and Enter. For this browser only."
          className="mt-4 border-t pt-4"
        >
          <Switch checked={isOn} onCheckedChange={setShortcutsOn} />
        </Field>
      </SheetContent>
    </Sheet>
  );
}

function Keys({ heading, meanings }: { heading: string; meanings: readonly KeyMeaning[] }) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 text-xs font-medium text-muted-foreground">{heading}</h3>
      <dl className="grid gap-1">
        {meanings.map(([keys, meaning]) => (
          <div key={keys} className="flex min-h-8 items-center justify-between gap-4">
            <dt>{meaning}</dt>
            <dd className="whitespace-nowrap">
              {keys.split(/ +/).map((one) => (
                <Kbd key={one} className="ml-1">
                  {one}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
