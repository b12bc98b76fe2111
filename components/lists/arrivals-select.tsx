"use client";

import { useChange } from "@/components/shared/use-change";
import { NativeSelect } from "@/components/ui/native-select";
import { setArrivalsListAction } from "@/lib/lists/actions";
import { listKeys } from "@/lib/lists/queries";
import type { ListOverview } from "@/lib/lists/schema";

/** The list to which whom the viewer looks up is added. */
export function ArrivalsSelect({ lists, arrivalsListId }: ListOverview) {
  const { make, isPending } = useChange([listKeys.overview()]);
  const choices = lists.filter(({ mayAdd }) => mayAdd);
  const choose = (listId: string | null) => {
    const name = lists.find(({ id }) => id === listId)?.name;
    void make({
      change: () => setArrivalsListAction({ listId }),
      done: name === undefined ? "Whom you look up goes to no list" : `Whom you look up goes to “${name}” now`,
      undo: (before) => ({ change: () => setArrivalsListAction(before), done: "As it was" }),
    });
  };
  return (
    <label className="flex min-w-0 items-center gap-2 text-muted-foreground max-sm:w-full max-sm:flex-wrap">
      <span className="shrink-0">People I look up go to</span>
      <span className="w-48 max-sm:w-full">
        <NativeSelect
          value={arrivalsListId ?? ""}
          aria-disabled={isPending || undefined}
          onChange={(event) => {
            choose(event.target.value || null);
          }}
        >
          <option value="">No list</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </span>
    </label>
  );
}
