"use client";

import { CircleCheck, CircleHelp, CircleX, Link2, type LucideIcon } from "lucide-react";
import type { useVerification } from "@/components/audit/use-verification";
import { CopyButton } from "@/components/shared/copy-button";
import { RelativeTime } from "@/components/shared/relative-time";
import { StatusChip } from "@/components/shared/status-chip";
import { Alert } from "@/components/ui/alert";
import type { Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { Progress } from "@/lib/audit/fetch-verification";
import type { AuditStanding } from "@/lib/audit/schema";
import { RequestFailed } from "@/lib/http/fetch-json";

type State = "running" | "never" | "whole" | "broken";
const CHIPS: Record<State, { icon: LucideIcon; tone: Tone; word: string }> = {
  running: { icon: Link2, tone: "info", word: "Verifying" },
  never: { icon: CircleHelp, tone: "neutral", word: "Never verified" },
  whole: { icon: CircleCheck, tone: "success", word: "Whole" },
  broken: { icon: CircleX, tone: "danger", word: "Broken" },
};

type ChainCardProps = { standing: AuditStanding; verification: ReturnType<typeof useVerification> };

/** Whether the trail is whole, by the last time somebody had it read from end to end. */
export function ChainCard({ standing: { head, lastVerified }, verification }: ChainCardProps) {
  const { progress, isRunning, error, start } = verification;
  const state = isRunning ? "running" : !lastVerified ? "never" : lastVerified.isWhole ? "whole" : "broken";
  const { icon, tone, word } = CHIPS[state];
  return (
    <Card aria-label="The chain" aria-busy={isRunning} className="mb-5">
      <CardHeader>
        <span className="flex flex-wrap items-center gap-2">
          <CardTitle>The chain</CardTitle>
          <StatusChip icon={icon} tone={tone} isActive={isRunning}>
            {word}
          </StatusChip>
        </span>
        <Button size="sm" onClick={start} aria-disabled={isRunning || undefined}>
          Verify
        </Button>
      </CardHeader>
      <CardBody className="grid gap-3">
        <div role="status" className="max-w-prose">
          {isRunning ? <Running progress={progress} /> : <p className="break-words">{sentenceOf(lastVerified)}</p>}
        </div>
        {error && (
          <Alert tone="warning" title="The audit was not verified">
            {error instanceof RequestFailed ? error.error.message : "The answer could not be read. Reload the page."}
          </Alert>
        )}
      </CardBody>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-2 text-xs text-muted-foreground">
        {lastVerified && (
          <span>
            Verified <RelativeTime at={lastVerified.at} />
            {lastVerified.who && ` by ${lastVerified.who}`}
          </span>
        )}
        {head && (
          <span className="inline-flex items-center gap-1">
            <span>
              Ends at place <span className="figures">{Number(head.seq).toLocaleString("en")}</span> with{" "}
              <span className="figures">{head.hash.slice(0, 8)}…</span>
            </span>
            <CopyButton value={head.hash} label="Copy the head's hash" />
          </span>
        )}
        {!head && <span>No event has its place yet.</span>}
      </p>
    </Card>
  );
}

function sentenceOf(lastVerified: AuditStanding["lastVerified"]): string {
  return (
    lastVerified?.sentence ??
    "Each event is chained to the one before it by a keyed hash. Verify reads them all and names the first place where the chain breaks."
  );
}

function Running({ progress }: { progress: Progress | null }) {
  if (!progress) return <p>Reading the audit…</p>;
  const { checked, of } = progress;
  return (
    <div className="grid gap-1.5">
      <p className="figures">
        {checked.toLocaleString("en")} of {of.toLocaleString("en")} events
      </p>
      <progress className="h-1.5 w-full max-w-md accent-foreground" value={checked} max={of} aria-label="Events read" />
    </div>
  );
}
