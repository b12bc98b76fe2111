"use client";

import { Check } from "lucide-react";
import { useState, type ReactElement } from "react";
import { FIELDS, type Option } from "@/components/people-table/filter-fields";
import type { FilterName, FilterValue } from "@/components/people-table/use-people-view";
import { TickBox } from "@/components/shared/tick-box";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { PeopleFacets } from "@/lib/people/schema";

/** As many as an address carries. */
const VALUES_MAX = 20;
const SEARCHED_FROM = 8;

type FilterEditorProps = {
  name: FilterName;
  values: readonly string[];
  facets: PeopleFacets | undefined;
  trigger: ReactElement;
  onChange: (value: FilterValue) => void;
  onClose: () => void;
};

/** What a filter is to be: words, one of a few, or any of many. */
export function FilterEditor({ name, values, facets, trigger, onChange, onClose }: FilterEditorProps) {
  const { label, kind, options, asks } = FIELDS[name];
  const isWaiting = asks === true && facets === undefined;
  return (
    <Popover
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent aria-label={`Filter by ${label}`} align="start" data-filter-editor="" className="w-64 p-2">
        {kind === "text" ? (
          <Words
            label={label}
            value={values[0] ?? ""}
            onApply={(text) => {
              onChange(text);
              onClose();
            }}
          />
        ) : isWaiting ? (
          <p className="px-2 py-1.5 text-muted-foreground">Reading what there is</p>
        ) : (
          <Options
            label={label}
            isMany={kind === "many"}
            options={options(facets)}
            values={values}
            onChange={(chosen) => {
              onChange(kind === "many" ? chosen : (chosen[0] ?? null));
              if (kind === "one") onClose();
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  );
}

function Words({ label, value, onApply }: { label: string; value: string; onApply: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(text.trim());
      }}
    >
      <Input
        aria-label={`${label} contains`}
        placeholder="Words in it"
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}

const ROW_STYLE =
  "flex h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left hover:bg-hover has-focus-visible:bg-hover max-sm:h-10";

type ChoiceProps = { word: string; isOn: boolean; onChoose: () => void };

function Choice({ word, isOn, onChoose }: ChoiceProps) {
  return (
    <button type="button" aria-pressed={isOn} className={ROW_STYLE} onClick={onChoose}>
      <span className="truncate">{word}</span>
      {isOn && <Check aria-hidden className="ml-auto size-4 shrink-0 text-muted-foreground" />}
    </button>
  );
}

type OptionsProps = {
  label: string;
  isMany: boolean;
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: string[]) => void;
};

function Options({ label, isMany, options, values, onChange }: OptionsProps) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const found = options.filter(({ word }) => word.toLowerCase().includes(wanted));
  if (options.length === 0) return <p className="px-2 py-1.5 text-muted-foreground">There is none yet.</p>;
  return (
    <>
      {options.length >= SEARCHED_FROM && (
        <Input
          type="search"
          aria-label={`Find in ${label}`}
          placeholder="Find"
          value={typed}
          className="mb-1.5"
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      )}
      <div role="group" aria-label={label} className="max-h-64 overflow-y-auto">
        {found.map(({ value, word }) => {
          const isOn = values.includes(value);
          if (!isMany) return <Choice key={value} word={word} isOn={isOn} onChoose={() => onChange([value])} />;
          return (
            <label key={value} className={ROW_STYLE}>
              <TickBox
                checked={isOn}
                disabled={!isOn && values.length >= VALUES_MAX}
                onChange={() => onChange(isOn ? values.filter((other) => other !== value) : [...values, value])}
              />
              <span className="truncate">{word}</span>
            </label>
          );
        })}
        {found.length === 0 && <p className="px-2 py-1.5 text-muted-foreground">Nothing is called that.</p>}
      </div>
    </>
  );
}
