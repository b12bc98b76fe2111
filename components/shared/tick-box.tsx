import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type TickBoxProps = Omit<ComponentProps<"input">, "type"> & { isIndeterminate?: boolean };

const TICK = "before:[clip-path:polygon(14%_44%,0_62%,42%_100%,100%_18%,84%_2%,40%_64%)]";
const DASH = "indeterminate:before:[clip-path:inset(40%_8%)]";

/** The browser's own checkbox in our colours: for rows by the thousand, where `Checkbox` would cost a tree of its own each. */
export function TickBox({ isIndeterminate = false, className, ...props }: TickBoxProps) {
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box) box.indeterminate = isIndeterminate;
      }}
      className={cn(
        "grid size-4 shrink-0 cursor-pointer appearance-none place-content-center rounded-sm border border-input bg-card transition-colors",
        "checked:border-foreground checked:bg-foreground indeterminate:border-foreground indeterminate:bg-foreground",
        "before:size-2.5 before:scale-0 before:bg-background checked:before:scale-100 indeterminate:before:scale-100",
        "disabled:cursor-not-allowed disabled:opacity-50",
        TICK,
        DASH,
        className,
      )}
      {...props}
    />
  );
}
