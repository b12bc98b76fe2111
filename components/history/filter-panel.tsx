"use client";

import { useQuery } from "@tanstack/react-query";
import { SOURCES } from "@/components/history/filter-words";
import type { Narrowing, useHistoryView } from "@/components/history/use-history-view";
import { OUTCOME_WORDS, PHONE_STATE_WORDS } from "@/components/lookups/outcome-chip";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { HistoryView } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";

type Option = { value: string; word: string };
type FilterPanelProps = Pick<ReturnType<typeof useHistoryView>, "view" | "narrow"> & {
  /** Whose lookups may be chosen: a rep sees only their own. */
  canChooseWho: boolean;
};

const REVIEWED: Option[] = [
  { value: "yes", word: "Reviewed" },
  { value: "no", word: "Not reviewed" },
];

/** One field a filter; each takes hold at once. */
export function FilterPanel({ view, narrow, canChooseWho }: FilterPanelProps) {
  const { data: askers = [] } = useQuery({ ...lookupQueries.askers(), enabled: canChooseWho });
  const { data: keys = [] } = useQuery(lookupQueries.keysUsed());
  const choice = (name: keyof HistoryView, label: string, options: readonly Option[]) => (
    <Choice
      label={label}
      value={view[name]}
      options={options}
      onChoose={(value) => {
        narrow({ [name]: value });
      }}
    />
  );
  return (
    <form
      aria-label="Filters"
      className="grid grid-cols-2 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {canChooseWho && choice("who", "Who", [{ value: "me", word: "Me" }, ...asOptions(askers)])}
      {choice("source", "Source", SOURCES)}
      {choice("outcome", "Outcome", OUTCOME_WORDS)}
      {choice("phones", "Phones", PHONE_STATE_WORDS)}
      <CreditsFields credits={view.credits} narrow={narrow} />
      {choice("key", "Key", asOptions(keys))}
      {choice("reviewed", "Reviewed", REVIEWED)}
      {(["from", "to"] as const).map((end) => (
        <Field key={end} label={end === "from" ? "From" : "To"}>
          <Input
            type="date"
            value={view[end] ?? ""}
            onChange={(event) => {
              narrow({ [end]: event.target.value || null });
            }}
          />
        </Field>
      ))}
    </form>
  );
}

const asOptions = (named: readonly { id: string; name: string }[]): Option[] =>
  named.map(({ id, name }) => ({ value: id, word: name }));

type ChoiceProps = {
  label: string;
  value: string | undefined;
  options: readonly Option[];
  onChoose: (value: string | null) => void;
};

function Choice({ label, value = "", options, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      <NativeSelect
        value={value}
        onChange={(event) => {
          onChoose(event.target.value || null);
        }}
      >
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

const OVER = "over";
const CREDITS: Option[] = [
  { value: "none", word: "None" },
  { value: "some", word: "Some" },
  { value: OVER, word: "More than…" },
];
const FIRST_BOUND = "8";

function CreditsFields({ credits, narrow }: { credits: string | undefined; narrow: (by: Narrowing) => void }) {
  const bound = credits?.startsWith(OVER) ? credits.slice(OVER.length + 1) : null;
  return (
    <>
      <Choice
        label="Credits"
        value={bound === null ? credits : OVER}
        options={CREDITS}
        onChoose={(value) => {
          narrow({ credits: value === OVER ? `${OVER}-${FIRST_BOUND}` : value });
        }}
      />
      {bound !== null && (
        <Field label="More than">
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={999_999}
            defaultValue={bound}
            onChange={({ target: { value } }) => {
              if (/^\d{1,6}$/.test(value)) narrow({ credits: `${OVER}-${value}` });
            }}
          />
        </Field>
      )}
    </>
  );
}
