"use client";

import { useEffect, useState } from "react";

const MARKED_FOR_MS = 8000;

/**
 * The values that came while this place was on screen: those of the first drawing are not new. Give the place another
 * `key` for another person.
 */
export function useNewcomers(values: readonly string[]): (value: string) => boolean {
  const [known] = useState(() => new Set(values));
  return (value) => !known.has(value);
}

/** True for a moment after `isNew` has become true. */
export function useMoment(isNew: boolean): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!isNew) return;
    const timer = window.setTimeout(() => {
      setIsOver(true);
    }, MARKED_FOR_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isNew]);
  return isNew && !isOver;
}
