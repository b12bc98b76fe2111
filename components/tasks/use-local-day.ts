"use client";

import { useSyncExternalStore } from "react";
import { currentMinute, onMinute } from "@/components/shared/minute-clock";
import { localDay, utcDay } from "@/lib/notes/due-day";

/** The reader's own day, which changes at their midnight. The server, which cannot know it, writes `serverDay`. */
export function useLocalDay(serverDay: string): string {
  return useSyncExternalStore(
    onMinute,
    () => localDay(new Date(currentMinute())),
    () => serverDay,
  );
}

/** UTC's day. */
export function useUtcDay(): string {
  return useSyncExternalStore(onMinute, () => utcDay(new Date(currentMinute())), dayOfRender);
}

const dayOfRender = () => utcDay(new Date());
