"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import type { OptionBounds } from "@/components/lookups/option-field";
import { RunHeader } from "@/components/runs/run-header";
import { announceState } from "@/components/runs/run-words";
import { LiveRegion } from "@/components/shared/live-region";
import { QueryError } from "@/components/shared/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { runQueries } from "@/lib/runs/queries";
import type { RunState } from "@/lib/runs/run";

const DraftView = dynamic(() => import("@/components/runs/draft-view").then((loaded) => loaded.DraftView));
const ProgressView = dynamic(() => import("@/components/runs/progress-view").then((loaded) => loaded.ProgressView));

/** One run, from its file to its last row: the page follows its state. */
export function RunView({ id, bounds }: { id: string; bounds: OptionBounds }) {
  const { data: run, error, refetch } = useQuery(runQueries.detail(id));
  const page = useFocusKept(run?.state);
  if (!run && error)
    return <QueryError title="This run cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (!run) return <Skeleton aria-hidden className="h-72" />;
  return (
    <div ref={page} tabIndex={-1} className="outline-none">
      <LiveRegion message={announceState(run)} />
      <RunHeader run={run} />
      {run.state === "draft" ? <DraftView run={run} bounds={bounds} /> : <ProgressView run={run} />}
    </div>
  );
}

/** When what had the focus is gone with the state it belonged to, the page itself has it: Tab goes on from there. */
function useFocusKept(state: RunState | undefined) {
  const page = useRef<HTMLDivElement>(null);
  const seen = useRef(state);
  // The external system is the document's focus.
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== state && document.activeElement === document.body)
      page.current?.focus({ preventScroll: true });
    seen.current = state;
  }, [state]);
  return page;
}
