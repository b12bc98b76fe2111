"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { OUTCOME_WORDS } from "@/components/lookups/outcome-chip";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { LOOKUP_OUTCOMES } from "@/lib/lookups/lookup";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupFilters } from "@/lib/lookups/schema";

const PARSERS = {
  who: parseAsString,
  outcome: parseAsStringLiteral(LOOKUP_OUTCOMES),
  from: parseAsString,
  to: parseAsString,
};

/** History's filters live in the URL, so that a view can be kept and sent. */
export function useHistoryFilters() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { who, outcome, from, to } = values;
  const filters: Omit<LookupFilters, "cursor"> = {
    ...(who && { who }),
    ...(outcome && { outcome }),
    ...(from && { from }),
    ...(to && { to }),
  };
  return { filters, setValues, isFiltered: Object.keys(filters).length > 0 };
}

export function HistoryFilterBar({ filters, setValues, isFiltered }: ReturnType<typeof useHistoryFilters>) {
  const { data: askers = [] } = useQuery(lookupQueries.askers());
  return (
    <form
      aria-label="Filters"
      className="mb-3 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Field label="Who">
        <NativeSelect
          value={filters.who ?? ""}
          onChange={(event) => void setValues({ who: event.target.value || null })}
        >
          <option value="">Everyone</option>
          {askers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Outcome">
        <NativeSelect
          value={filters.outcome ?? ""}
          onChange={(event) =>
            void setValues({ outcome: LOOKUP_OUTCOMES.find((outcome) => outcome === event.target.value) ?? null })
          }
        >
          <option value="">Any outcome</option>
          {OUTCOME_WORDS.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="From">
        <Input
          type="date"
          value={filters.from ?? ""}
          onChange={(event) => void setValues({ from: event.target.value || null })}
        />
      </Field>
      <Field label="To">
        <Input
          type="date"
          value={filters.to ?? ""}
          onChange={(event) => void setValues({ to: event.target.value || null })}
        />
      </Field>
      {isFiltered && (
        <Button variant="ghost" onClick={() => void setValues({ who: null, outcome: null, from: null, to: null })}>
          Clear
        </Button>
      )}
    </form>
  );
}
