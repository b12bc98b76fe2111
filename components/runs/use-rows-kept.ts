"use client";

import { useEffect, useRef } from "react";
import type { RunDto } from "@/lib/runs/schema";

const EACH_PAGE_MS = 100;
const AT_LEAST_MS = 250;

type Rows = { pages: number; isFetching: boolean; readAgain: () => unknown };

/**
 * Reads the loaded rows again once the run's numbers have changed since they were read: one read after the other, none broken off,
 * and the less often the more pages there are.
 */
export function useRowsKept({ state, counts }: RunDto, { pages, isFetching, readAgain }: Rows): void {
  const standing = JSON.stringify([state, counts]);
  const readAt = useRef({ standing, ms: -Infinity });
  // The external system is the clock: what changes a hundred times a second is not read as often.
  useEffect(() => {
    if (isFetching || readAt.current.standing === standing) return;
    const dueAt = readAt.current.ms + Math.max(AT_LEAST_MS, pages * EACH_PAGE_MS);
    const timer = setTimeout(
      () => {
        readAt.current = { standing, ms: performance.now() };
        readAgain();
      },
      Math.max(0, dueAt - performance.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [standing, pages, isFetching, readAgain]);
}
