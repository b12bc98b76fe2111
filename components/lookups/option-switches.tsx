"use client";

import { Controller, type Control } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { PRICE, type WaterfallCeilings } from "@/lib/credits/credits";
import type { LookupOptions } from "@/lib/lookups/lookup";
import type { RequestLookupInput } from "@/lib/lookups/schema";

type OptionSpec = {
  name: keyof LookupOptions;
  label: string;
  price: string;
  help: (ceilings: WaterfallCeilings) => string;
  isLate: boolean;
};

const OPTIONS: readonly OptionSpec[] = [
  {
    name: "revealPersonalEmails",
    label: "Reveal personal emails",
    price: "in the profile’s price",
    help: () => "At once. Withheld where GDPR applies.",
    isLate: false,
  },
  {
    name: "revealPhoneNumber",
    label: "Reveal phone number",
    price: `+${String(PRICE.phone)} if a mobile comes`,
    help: () => "Arrives minutes later, by itself.",
    isLate: true,
  },
  {
    name: "waterfallEmail",
    label: "Waterfall email",
    price: "depends on the vendor",
    help: ({ waterfallEmail }) => `Other vendors are asked. Holds up to ${String(waterfallEmail)}.`,
    isLate: true,
  },
  {
    name: "waterfallPhone",
    label: "Waterfall phone",
    price: "depends on the vendor",
    help: ({ waterfallPhone }) => `Replaces the reveal. Holds up to ${String(waterfallPhone)}.`,
    isLate: true,
  },
];

type OptionSwitchesProps = {
  control: Control<RequestLookupInput>;
  canReceivePhones: boolean;
  ceilings: WaterfallCeilings;
};

/** What may be bought beside the profile, each with its price. */
export function OptionSwitches({ control, canReceivePhones, ceilings }: OptionSwitchesProps) {
  return (
    <fieldset className="grid gap-3 border-t pt-3.5">
      <legend className="sr-only">Options and their prices</legend>
      <div className="flex justify-between text-sm">
        <span className="font-medium">Profile, company, work email</span>
        <span className="text-xs text-muted-foreground">{PRICE.profile} credit if found</span>
      </div>
      {OPTIONS.map(({ name, label, price, help, isLate }) => (
        <Controller
          key={name}
          control={control}
          name={name}
          render={({ field }) => (
            <Field layout="inline" label={label} aside={price} help={help(ceilings)}>
              <Switch
                name={name}
                checked={field.value}
                onCheckedChange={field.onChange}
                onBlur={field.onBlur}
                disabled={isLate && !canReceivePhones}
              />
            </Field>
          )}
        />
      ))}
    </fieldset>
  );
}
