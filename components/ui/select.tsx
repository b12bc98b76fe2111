"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import * as Primitive from "radix-ui/select";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { controlStyle } from "@/components/ui/input";
import { menuRowStyle, overlayStyle } from "@/components/ui/overlay-style";

export const Select = Primitive.Root;

type TriggerProps = ComponentProps<typeof Primitive.Trigger> & { placeholder?: string };

export function SelectTrigger({ className, placeholder, ...props }: TriggerProps) {
  const { required, ...control } = useFieldControl();
  return (
    <Primitive.Trigger
      {...control}
      aria-required={required}
      className={cn(
        controlStyle,
        "d:flex d:h-8 d:items-center d:justify-between d:gap-2 d:px-2.5 max-sm:d:h-10",
        className,
      )}
      {...props}
    >
      <span className="truncate">
        <Primitive.Value placeholder={placeholder} />
      </span>
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
    </Primitive.Trigger>
  );
}

export function SelectContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        position="popper"
        sideOffset={4}
        className={cn(
          overlayStyle,
          "d:max-h-72 d:min-w-(--radix-select-trigger-width) d:overflow-hidden d:p-1",
          className,
        )}
        {...props}
      >
        <Primitive.Viewport>{children}</Primitive.Viewport>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item className={cn(menuRowStyle, "pr-8", className)} {...props}>
      <Primitive.ItemText>{children}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}
