"use client";

import { useState } from "react";
import { steadyRows, type Steady } from "@/components/people-table/steady-rows";
import type { PersonSummaryDto } from "@/lib/people/schema";

const NOTHING: Steady<PersonSummaryDto> = { view: "", pages: [], rows: [] };
type Pages = Steady<PersonSummaryDto>["pages"];

/** The rows of `pages` in a steady order for as long as `view` (the search, the filters and the sort) stays the same. */
export function useSteadyRows(view: string, pages: Pages): readonly PersonSummaryDto[] {
  const [shown, setShown] = useState(NOTHING);
  const steady = steadyRows(shown, view, pages);
  if (steady !== shown) setShown(steady);
  return steady.rows;
}
