"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { AUDIT_KINDS } from "@/lib/audit/audit-kinds";
import { AuditView } from "@/lib/audit/schema";

const PARSERS = {
  who: parseAsString,
  kind: parseAsStringLiteral(AUDIT_KINDS),
  from: parseAsString,
  to: parseAsString,
};
const NOTHING = { who: null, kind: null, from: null, to: null };

/** What the list is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function useAuditView() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  // Somebody may have typed into the address what no filter can be.
  const view = AuditView.safeParse(Object.fromEntries(given)).data ?? {};
  return {
    view,
    isNarrowed: Object.keys(view).length > 0,
    narrow: (by: Partial<Record<"who" | "kind" | "from" | "to", string>>) => {
      const { kind, ...others } = by;
      const plain = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, value || null]));
      void setValues({
        ...plain,
        ...(kind !== undefined && { kind: AUDIT_KINDS.find((known) => known === kind) ?? null }),
      });
    },
    clear: () => void setValues(NOTHING),
  };
}
