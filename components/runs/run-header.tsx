"use client";

import { ArrowLeft } from "lucide-react";
import { RunControls } from "@/components/runs/run-controls";
import { RunResultMenu } from "@/components/runs/run-result-menu";
import { RunStateChip } from "@/components/runs/run-state-chip";
import { BEGUN } from "@/components/runs/run-words";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { RelativeTime } from "@/components/shared/relative-time";
import type { RunDto } from "@/lib/runs/schema";

/** What it is called, whose it is, how it stands, and what may be done with it. */
export function RunHeader({ run }: { run: RunDto }) {
  const { kind, name, who, rows, createdAt, startedAt } = run;
  return (
    <PageHeader
      title={<bdi>{name}</bdi>}
      back={
        <IntentLink href="/runs" className="inline-flex items-center gap-1 rounded-sm hover:text-foreground">
          <ArrowLeft aria-hidden className="size-3.5" /> Runs
        </IntentLink>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <RunStateChip run={run} />
          <span>
            {rows.toLocaleString("en")} {rows === 1 ? "row" : "rows"} · {who.name} ·{" "}
            {startedAt === null ? BEGUN[kind] : "started"} <RelativeTime at={startedAt ?? createdAt} />
          </span>
        </span>
      }
      actions={
        <>
          <RunResultMenu run={run} />
          <RunControls run={run} />
        </>
      }
    />
  );
}
