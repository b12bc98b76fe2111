"use client";

import { useSyncExternalStore } from "react";
import { describeAge, exactTime } from "@/components/shared/age";
import { currentMinute, onMinute } from "@/components/shared/minute-clock";

type RelativeTimeProps = { at: string | Date; className?: string };

/**
 * "2 min ago", exact on hover, kept up to date. The server writes the age by its own clock and zone, so that nothing
 * changes its width later; the browser corrects both without a warning.
 */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const now = useSyncExternalStore(onMinute, currentMinute, timeOfRender);
  const timeZone = useSyncExternalStore(subscribeToNothing, ownTimeZone, serverTimeZone);
  const date = new Date(at);
  return (
    <time
      dateTime={date.toISOString()}
      title={exactTime(date, timeZone)}
      className={className}
      suppressHydrationWarning
    >
      {describeAge(date, now)}
    </time>
  );
}

const timeOfRender = () => (typeof window === "undefined" ? Date.now() : currentMinute());
const subscribeToNothing = () => () => undefined;
const ownTimeZone = () => undefined;
const serverTimeZone = () => "UTC";
