import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "d:inline-flex d:h-5 d:min-w-5 d:items-center d:justify-center d:rounded-sm d:border d:bg-hover d:px-1 d:text-xs d:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
