"use client";

import { useId } from "react";
import { ROW_CHIPS } from "@/components/runs/row-words";
import { cn } from "@/components/ui/cn";
import type { RowState } from "@/lib/runs/run";
import type { RunDto } from "@/lib/runs/schema";

type RowTabsProps = {
  run: Pick<RunDto, "counts" | "rows" | "flawed">;
  /** Null: all rows. */
  shown: string | null;
  onShow: (word: string | null) => void;
};
type Tab = { word: string | null; label: string; count: number };

const STATES = Object.keys(ROW_CHIPS) as RowState[];

/** Which rows are shown: radio buttons, which arrows walk. A state that no row has is not there. */
export function RowTabs({ run, shown, onShow }: RowTabsProps) {
  const name = useId();
  return (
    <div className="relative overflow-x-auto border-b">
      <fieldset className="flex w-max gap-4">
        <legend className="sr-only">Rows shown</legend>
        {tabsOf(run)
          .filter(({ word, count }) => word === null || count > 0 || word === shown)
          .map(({ word, label, count }) => (
            <label
              key={label}
              className={cn(
                "relative flex h-9 cursor-pointer items-center gap-1.5 border-b-2 font-medium whitespace-nowrap transition-colors",
                "has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring",
                word === shown
                  ? "border-foreground text-foreground"
                  : "border-transparent text-muted-foreground hover:text-foreground",
              )}
            >
              <input
                type="radio"
                name={name}
                className="absolute inset-0 cursor-pointer opacity-0"
                checked={word === shown}
                onChange={() => {
                  onShow(word);
                }}
              />
              {label} <span className="figures text-xs text-muted-foreground">{count.toLocaleString("en")}</span>
            </label>
          ))}
      </fieldset>
    </div>
  );
}

function tabsOf({ counts, rows, flawed }: RowTabsProps["run"]): Tab[] {
  const states = STATES.map((state) => ({ word: state, label: ROW_CHIPS[state].word, count: counts[state] ?? 0 }));
  return [{ word: null, label: "All", count: rows }, ...states, { word: "flawed", label: "Odd", count: flawed }];
}
