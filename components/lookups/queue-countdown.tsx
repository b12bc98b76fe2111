"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert";

/** Counts down to the moment when a lookup that was told to wait goes by itself. */
export function QueueCountdown({ sendAfter }: { sendAfter: string }) {
  const now = useSyncExternalStore(onSecond, currentSecond, () => null);
  const leftS = now === null ? null : Math.ceil((Date.parse(sendAfter) - now) / 1000);
  return (
    <Alert tone="info" title="Waits for its turn">
      {leftS === null || leftS <= 0 ? (
        "Goes any moment now, by itself."
      ) : (
        <>
          Goes by itself in <span className="figures">{inWords(leftS)}</span>. You can leave this page.
        </>
      )}
    </Alert>
  );
}

function inWords(seconds: number): string {
  if (seconds < 60) return `${String(seconds)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, "0")} s`;
}

const TICK_MS = 1000;

function onSecond(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => {
    clearInterval(timer);
  };
}

/** The same within one second, so that a render is stable. */
const currentSecond = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;
