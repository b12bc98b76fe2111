"use client";

import { Clock, PhoneCall, PhoneOff, TriangleAlert, type LucideIcon } from "lucide-react";
import { useSyncExternalStore } from "react";
import { describeWait } from "@/components/people/describe-wait";
import { currentMinute, onMinute } from "@/components/shared/minute-clock";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";
import type { PendingState } from "@/lib/lookups/lookup";

type Look = { icon: LucideIcon; tone: Tone; word: string };

const LOOKS: Record<PendingState, Look> = {
  not_asked: { icon: PhoneOff, tone: "plain", word: "Not asked" },
  waiting: { icon: Clock, tone: "info", word: "Phone pending" },
  delivered: { icon: PhoneCall, tone: "success", word: "Phone arrived" },
  none_found: { icon: PhoneOff, tone: "neutral", word: "No phone on file" },
  failed: { icon: TriangleAlert, tone: "danger", word: "Phone failed" },
  late: { icon: Clock, tone: "warning", word: "Phone late" },
  expired: { icon: PhoneOff, tone: "neutral", word: "Phone never came" },
};

type PhoneStateChipProps = {
  state: PendingState;
  /** When it was asked for: the wait is then said beside the word, and kept up to date. */
  askedAt?: string | null | undefined;
  /** Beside a number that is known already: one word. */
  isBrief?: boolean;
};

export function PhoneStateChip({ state, askedAt, isBrief = false }: PhoneStateChipProps) {
  const { icon, tone, word } = LOOKS[state];
  const isAwaited = state === "waiting" || state === "late";
  return (
    <StatusChip icon={icon} tone={tone} isActive={state === "waiting"}>
      {isBrief ? word.replace(/^Phone /, "") : word}
      {isAwaited && askedAt && !isBrief && <Wait askedAt={askedAt} />}
    </StatusChip>
  );
}

function Wait({ askedAt }: { askedAt: string }) {
  const now = useSyncExternalStore(onMinute, currentMinute, () => null);
  return now === null ? null : <span className="tabular-nums">{` (${describeWait(new Date(askedAt), now)})`}</span>;
}
