"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";

type SegmentsProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; word: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, side by side: radio buttons, which arrows walk. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="inline-flex w-fit rounded-md border p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex h-7 cursor-pointer items-center rounded-sm px-2.5 text-xs font-medium text-muted-foreground max-sm:h-9",
            "has-focus-visible:outline-2 has-focus-visible:outline-ring",
            value === option.value ? "bg-selected text-foreground" : "hover:text-foreground",
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={value === option.value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          {option.word}
        </label>
      ))}
    </fieldset>
  );
}
