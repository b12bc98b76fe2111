"use client";

import { useState } from "react";
import type { OptionBounds } from "@/components/lookups/option-field";
import { BuyPanel } from "@/components/runs/buy-panel";
import { ColumnsCard } from "@/components/runs/columns-card";
import { FileCard } from "@/components/runs/file-card";
import { RowsBoard } from "@/components/runs/rows-board";
import type { RunDto } from "@/lib/runs/schema";

/** A file before anything of it is sent: how it is read, what its columns are, and what it would cost. */
export function DraftView({ run, bounds }: { run: RunDto; bounds: OptionBounds }) {
  const [wish, setWish] = useState(run.wish);
  const { mapping, format } = run;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
      {run.kind === "csv" && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <ColumnsCard run={run} />
          <FileCard run={run} />
        </div>
      )}
      {run.mayChange && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-16 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <BuyPanel
            // What was counted for other columns counts no more.
            key={JSON.stringify([mapping, format])}
            run={run}
            bounds={bounds}
            wish={wish}
            onWish={setWish}
          />
        </div>
      )}
      <div className="min-w-0 lg:col-start-1">
        <RowsBoard run={run} />
      </div>
    </div>
  );
}
