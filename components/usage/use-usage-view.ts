"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { UsageView, type UsageQuery } from "@/lib/usage/schema";
import { RANGE_PRESETS, USAGE_GROUPINGS } from "@/lib/usage/usage";

const PARSERS = {
  range: parseAsStringLiteral(RANGE_PRESETS),
  from: parseAsString,
  to: parseAsString,
  by: parseAsStringLiteral(USAGE_GROUPINGS),
  who: parseAsString,
};

/** Which days and whose, and how they are grouped. It lives in the URL, so that a view can be kept and sent. */
export function useUsageView() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const view = readUsageView(values);
  return {
    view,
    choose: (chosen: Partial<Record<keyof typeof PARSERS, string | null>>) => {
      const { range, by, ...others } = chosen;
      void setValues({
        ...others,
        ...(range !== undefined && { range: RANGE_PRESETS.find((known) => known === range) ?? null }),
        ...(by !== undefined && { by: USAGE_GROUPINGS.find((known) => known === by) ?? null }),
      });
    },
  };
}

function readUsageView(values: Record<keyof typeof PARSERS, string | null>): UsageQuery {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return UsageView.parse(Object.fromEntries(given));
}
