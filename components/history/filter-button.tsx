"use client";

import { ListFilter } from "lucide-react";
import { lazy, Suspense, useState, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("@/components/history/filter-popover");
const FilterPopover = lazy(() => load().then((loaded) => ({ default: loaded.FilterPopover })));

type FilterButtonProps = Omit<ComponentProps<typeof FilterPopover>, "trigger">;

/** Opens the filters, which are fetched when someone reaches for them. */
export function FilterButton(panel: FilterButtonProps) {
  const [isWanted, setIsWanted] = useState(false);
  const preload = () => void load();
  const trigger = (
    <Button
      aria-haspopup="dialog"
      onPointerEnter={preload}
      onFocus={preload}
      {...(!isWanted && {
        "aria-expanded": false,
        onClick: () => {
          setIsWanted(true);
        },
      })}
    >
      <ListFilter aria-hidden /> Filter
    </Button>
  );
  if (!isWanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <FilterPopover {...panel} trigger={trigger} />
    </Suspense>
  );
}
