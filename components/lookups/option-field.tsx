import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { PRICE, type WaterfallCeilings } from "@/lib/credits/credits";
import type { LookupOptions } from "@/lib/lookups/lookup";

type OptionSpec = {
  name: keyof LookupOptions;
  label: string;
  price: string;
  help: (ceilings: WaterfallCeilings) => string;
  isLate: boolean;
};

export const OPTIONS: readonly OptionSpec[] = [
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

/** What stands between the installation and its options. */
export type OptionBounds = { canReceivePhones: boolean; ceilings: WaterfallCeilings };

type OptionFieldProps = OptionBounds & {
  option: OptionSpec;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  onBlur?: () => void;
};

/** One thing that may be bought beside the profile, with its price. */
export function OptionField({ option, isOn, onChange, onBlur, canReceivePhones, ceilings }: OptionFieldProps) {
  const { name, label, price, help, isLate } = option;
  return (
    <Field layout="inline" label={label} aside={price} help={help(ceilings)}>
      <Switch
        name={name}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isLate && !canReceivePhones}
        {...(onBlur && { onBlur })}
      />
    </Field>
  );
}
