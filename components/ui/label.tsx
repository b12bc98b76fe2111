import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type LabelProps = ComponentProps<"label"> & { htmlFor: string };

export function Label({ className, htmlFor, ...props }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={cn("text-sm font-medium text-foreground select-none", className)} {...props} />
  );
}
