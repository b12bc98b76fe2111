"use client";

import { Controller, type Control } from "react-hook-form";
import { OptionField, OPTIONS, type OptionBounds } from "@/components/lookups/option-field";
import { PRICE } from "@/lib/credits/credits";
import type { RequestLookupInput } from "@/lib/lookups/schema";

type OptionSwitchesProps = OptionBounds & { control: Control<RequestLookupInput> };

/** What may be bought beside the profile, each with its price. */
export function OptionSwitches({ control, ...bounds }: OptionSwitchesProps) {
  return (
    <fieldset className="grid gap-3 border-t pt-3.5">
      <legend className="sr-only">Options and their prices</legend>
      <div className="flex justify-between text-sm">
        <span className="font-medium">Profile, company, work email</span>
        <span className="text-xs text-muted-foreground">{PRICE.profile} credit if found</span>
      </div>
      {OPTIONS.map((option) => (
        <Controller
          key={option.name}
          control={control}
          name={option.name}
          render={({ field: { value, onChange, onBlur } }) => (
            <OptionField option={option} isOn={value} onChange={onChange} onBlur={onBlur} {...bounds} />
          )}
        />
      ))}
    </fieldset>
  );
}
