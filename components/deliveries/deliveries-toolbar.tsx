"use client";

import { KIND_OPTIONS, STATE_OPTIONS } from "@/components/deliveries/delivery-chips";
import type { useDeliveriesView } from "@/components/deliveries/use-deliveries-view";
import { SearchInput } from "@/components/shared/search-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

export function DeliveriesToolbar({ chosen }: { chosen: ReturnType<typeof useDeliveriesView> }) {
  const { view, narrow } = chosen;
  return (
    <form
      aria-label="Filters"
      className="mb-3 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <SearchInput
        label="Search by lookup"
        value={chosen.text}
        onValueChange={chosen.search}
        onLeave={chosen.leaveSearch}
        className="max-sm:col-span-2 sm:w-60"
      />
      <Choice
        label="State"
        any="Any state"
        value={view.state}
        options={STATE_OPTIONS}
        onChoose={(state) => {
          narrow({ state });
        }}
      />
      <Choice
        label="Kind"
        any="Any kind"
        value={view.kind}
        options={KIND_OPTIONS}
        onChoose={(kind) => {
          narrow({ kind });
        }}
      />
      <Field label="From">
        <Input
          type="date"
          value={view.from ?? ""}
          onChange={(event) => {
            narrow({ from: event.target.value });
          }}
        />
      </Field>
      <Field label="To">
        <Input
          type="date"
          value={view.to ?? ""}
          onChange={(event) => {
            narrow({ to: event.target.value });
          }}
        />
      </Field>
      {chosen.isNarrowed && (
        <Button variant="ghost" onClick={chosen.clear} className="max-sm:col-span-2">
          Clear
        </Button>
      )}
    </form>
  );
}

type ChoiceProps = {
  label: string;
  any: string;
  value: string | undefined;
  options: readonly { value: string; word: string }[];
  onChoose: (value: string) => void;
};

function Choice({ label, any, value = "", options, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      <NativeSelect
        value={value}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
