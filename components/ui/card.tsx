import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("d:min-w-0 d:rounded-lg d:border d:bg-card", className)} {...props} />;
}

export function CardHeader({ className, ...props }: ComponentProps<"header">) {
  return (
    <header
      className={cn(
        "d:flex d:min-h-11 d:flex-wrap d:items-center d:justify-between d:gap-x-3 d:gap-y-1 d:border-b d:px-4 d:py-2",
        className,
      )}
      {...props}
    />
  );
}

export function CardTitle({ className, ...props }: ComponentProps<"h2">) {
  return <h2 className={cn("d:text-sm d:font-semibold", className)} {...props} />;
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("d:p-4", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn("d:flex d:flex-wrap d:items-center d:justify-end d:gap-2 d:border-t d:px-4 d:py-3", className)}
      {...props}
    />
  );
}
