"use client";

import { useState } from "react";
import { keepOrder } from "@/components/people/keep-order";

/** `rows` in a steady order for as long as `view` (the search and the filters) stays the same. */
export function useSteadyRows<T extends { id: string }>(view: string, rows: readonly T[]): readonly T[] {
  const [shown, setShown] = useState<{ view: string; ids: readonly string[] }>({ view, ids: [] });
  const steady = keepOrder(shown.view === view ? shown.ids : [], rows);
  const ids = steady.map(({ id }) => id);
  const isSame = shown.view === view && ids.length === shown.ids.length && ids.every((id, at) => id === shown.ids[at]);
  if (!isSame) setShown({ view, ids });
  return steady;
}
