"use client";

import { ChevronDown } from "lucide-react";
import { lazy, useState } from "react";
import type { ResultTask } from "@/components/runs/run-result-items";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { LazyMenu } from "@/components/shell/lazy-menu";
import { buttonStyle } from "@/components/ui/button";
import type { RunDto } from "@/lib/runs/schema";

const importItems = () => import("@/components/runs/run-result-items").then((m) => ({ default: m.RunResultItems }));
const RunResultItems = lazy(importItems);

const DIALOGS = {
  download: lazyDialog(() => import("@/components/runs/download-run-dialog").then((m) => m.DownloadRunDialog)),
  list: lazyDialog(() => import("@/components/runs/list-run-dialog").then((m) => m.ListRunDialog)),
  undo: lazyDialog(() => import("@/components/runs/undo-run-dialog").then((m) => m.UndoRunDialog)),
} as const;

/** What can be done with what came of a run. A draft has brought nothing yet. */
export function RunResultMenu({ run }: { run: RunDto }) {
  const [task, setTask] = useState<ResultTask | null>(null);
  if (run.state === "draft" || run.state === "awaiting_approval") return null;
  const Dialog = task && DIALOGS[task];
  return (
    <>
      <LazyMenu
        menu={RunResultItems}
        menuProps={{ run, onTask: setTask }}
        preload={importItems}
        className={buttonStyle({ variant: "secondary" })}
      >
        Result
        <ChevronDown aria-hidden />
      </LazyMenu>
      {Dialog && <Dialog run={run} onClose={() => setTask(null)} />}
    </>
  );
}
