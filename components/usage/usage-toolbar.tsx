"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { useUsageView } from "@/components/usage/use-usage-view";
import { GROUPING_WORDS } from "@/components/usage/usage-words";
import { USAGE_GROUPINGS, type RangePreset } from "@/lib/usage/usage";
import type { UsageMember } from "@/lib/usage/usage-report";

const PRESET_WORDS: Record<RangePreset, string> = {
  month: "This month",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
};
const PRESETS = ["month", "7d", "30d", "90d"] as const;
const CUSTOM = "custom";

type UsageToolbarProps = {
  chosen: ReturnType<typeof useUsageView>;
  /** The days that are shown, as they are known. */
  days: { from: string; to: string } | undefined;
  /** Whose figures may be asked for; nobody's for a rep. */
  members: readonly UsageMember[];
  canChooseWho: boolean;
};

export function UsageToolbar({ chosen, days, members, canChooseWho }: UsageToolbarProps) {
  const { view, choose } = chosen;
  const isNarrowed = [view.from, view.to, view.who].some((given) => given !== undefined);
  return (
    <form
      aria-label="Filters"
      className="mb-4 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <DaysFields chosen={chosen} days={days} />
      {canChooseWho && (
        <Field label="Who">
          <NativeSelect
            value={view.who ?? ""}
            onChange={({ target: { value } }) => {
              choose({ who: value || null });
            }}
          >
            <option value="">Everyone</option>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Field label="Group by">
        <NativeSelect
          value={view.by ?? "kind"}
          onChange={({ target: { value } }) => {
            choose({ by: value });
          }}
        >
          {USAGE_GROUPINGS.filter((grouping) => canChooseWho || grouping !== "member" || view.by === "member").map(
            (grouping) => (
              <option key={grouping} value={grouping}>
                {GROUPING_WORDS[grouping]}
              </option>
            ),
          )}
        </NativeSelect>
      </Field>
      {isNarrowed && (
        <Button
          variant="ghost"
          className="max-sm:col-span-2"
          onClick={() => {
            choose({ from: null, to: null, who: null });
          }}
        >
          Clear
        </Button>
      )}
    </form>
  );
}

function DaysFields({ chosen: { view, choose }, days }: Pick<UsageToolbarProps, "chosen" | "days">) {
  const isCustom = view.from !== undefined || view.to !== undefined;
  const from = view.from ?? days?.from ?? "";
  const to = view.to ?? days?.to ?? "";
  return (
    <>
      <Field label="Days" className="max-sm:col-span-2">
        <NativeSelect
          value={isCustom ? CUSTOM : (view.range ?? "30d")}
          onChange={({ target: { value } }) => {
            choose(value === CUSTOM ? { from, to } : { range: value, from: null, to: null });
          }}
        >
          {PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {PRESET_WORDS[preset]}
            </option>
          ))}
          <option value={CUSTOM}>Custom</option>
        </NativeSelect>
      </Field>
      <DayField
        label="From"
        value={from}
        onChoose={(day) => {
          choose({ from: day, to });
        }}
      />
      <DayField
        label="To"
        value={to}
        onChoose={(day) => {
          choose({ from, to: day });
        }}
      />
    </>
  );
}

type DayFieldProps = { label: string; value: string; onChoose: (day: string | null) => void };

function DayField({ label, value, onChoose }: DayFieldProps) {
  return (
    <Field label={label}>
      <Input
        type="date"
        value={value}
        onChange={({ target }) => {
          onChoose(target.value || null);
        }}
      />
    </Field>
  );
}
