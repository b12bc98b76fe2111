"use client";

import { useSyncExternalStore } from "react";
import { exactTime } from "@/components/shared/age";
import { describeDuration } from "@/lib/lookups/describe-duration";

type ExactMomentProps = {
  at: string;
  /** What happened before it. */
  after: string | undefined;
};

/** The time to the millisecond, and how long it took since what happened before. The day stands in its title. */
export function ExactMoment({ at, after }: ExactMomentProps) {
  const timeZone = useSyncExternalStore(subscribeToNothing, ownTimeZone, serverTimeZone);
  const date = new Date(at);
  const gapMs = after === undefined ? 0 : date.getTime() - Date.parse(after);
  return (
    <span className="flex gap-2 figures text-xs text-muted-foreground">
      {gapMs > 0 && <span>+{describeDuration(gapMs)}</span>}
      <time dateTime={at} title={exactTime(date, timeZone)} suppressHydrationWarning>
        {clockTime(date, timeZone)}
      </time>
    </span>
  );
}

function clockTime(at: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    ...(timeZone !== undefined && { timeZone }),
  }).format(at);
}

const subscribeToNothing = () => () => undefined;
const ownTimeZone = () => undefined;
const serverTimeZone = () => "UTC";
