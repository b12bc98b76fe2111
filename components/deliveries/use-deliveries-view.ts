"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTypedText } from "@/components/shared/use-typed-text";
import { DELIVERY_KINDS } from "@/lib/deliveries/delivery";
import { DELIVERY_FILTER_STATES, DeliveryView } from "@/lib/deliveries/schema";

const TEXT_MAX = 200;
const PARSERS = {
  q: parseAsString.withDefault(""),
  state: parseAsStringLiteral(DELIVERY_FILTER_STATES),
  kind: parseAsStringLiteral(DELIVERY_KINDS),
  from: parseAsString,
  to: parseAsString,
};
const NOTHING = { q: null, state: null, kind: null, from: null, to: null };

type Narrowing = Partial<Record<"state" | "kind" | "from" | "to", string>>;

/** What the list is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function useDeliveriesView() {
  const [{ q, state, kind, from, to }, setValues] = useQueryStates(PARSERS);
  const query = useTypedText({ name: "q", kept: q, keep: (typed) => void setValues({ q: typed }) });
  const text = query.settled.trim();
  const view = DeliveryView.parse({
    ...(text && { q: text }),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(from && { from }),
    ...(to && { to }),
  });
  return {
    text: query.typed,
    view,
    isNarrowed: Object.keys(view).length > 0,
    search: (typed: string) => {
      query.type(typed.slice(0, TEXT_MAX));
    },
    leaveSearch: query.leave,
    narrow: (by: Narrowing) => {
      const { state: toState, kind: toKind, ...days } = by;
      const chosen = {
        ...(toState !== undefined && { state: DELIVERY_FILTER_STATES.find((known) => known === toState) ?? null }),
        ...(toKind !== undefined && { kind: DELIVERY_KINDS.find((known) => known === toKind) ?? null }),
        ...(days.from !== undefined && { from: days.from || null }),
        ...(days.to !== undefined && { to: days.to || null }),
      };
      void setValues(chosen, { history: "push" });
    },
    clear: () => void setValues(NOTHING, { history: "push" }),
  };
}
