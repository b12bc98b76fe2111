"use client";

import { useSyncExternalStore } from "react";
import { currentMinute, onMinute } from "@/components/shared/minute-clock";
import { localDay, utcDay } from "@/lib/notes/due-day";

/** The reader's own day, which changes at their midnight. The server, which cannot know it, writes UTC's. */
export function useLocalDay(): string {
  return useSyncExternalStore(onMinute, () => localDay(new Date(currentMinute())), serverDay);
}

/** UTC's day. */
export function useUtcDay(): string {
  return useSyncExternalStore(onMinute, () => utcDay(new Date(currentMinute())), serverDay);
}

const serverDay = () => utcDay(new Date());
