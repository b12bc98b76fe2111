import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type TableProps = ComponentProps<"table"> & {
  caption: string;
  /** Of the box around: give it a height limit (`max-h-[70dvh]`) and the header stays in sight. */
  boxClassName?: string;
};

/**
 * A real table in a box that scrolls by itself. The caption names it for screen readers.
 * The box takes the focus because a region that scrolls must be reachable by keyboard.
 */
export function Table({ caption, boxClassName, className, children, ...props }: TableProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className={cn(
        "focus-visible:outline-offset-0 d:relative d:min-w-0 d:overflow-auto d:rounded-lg d:border d:bg-card",
        boxClassName,
      )}
    >
      <table
        className={cn("d:w-full d:border-separate d:border-spacing-0 d:text-left d:text-sm", className)}
        {...props}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("d:sticky d:top-0 d:z-10", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&>tr:last-child>*]:border-b-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("group/row d:h-9", className)} {...props} />;
}

type CellProps = { align?: "start" | "end"; pinned?: boolean };

const PINNED = "sticky left-0 z-[1] max-sm:max-w-[55vw]";

export function TableHead({
  className,
  align = "start",
  pinned = false,
  ...props
}: Omit<ComponentProps<"th">, "align"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "d:h-8 d:border-b d:bg-background d:px-3 d:text-xs d:font-medium d:whitespace-nowrap d:text-muted-foreground",
        align === "end" && "text-right",
        pinned && PINNED,
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({
  className,
  align = "start",
  pinned = false,
  ...props
}: Omit<ComponentProps<"td">, "align"> & CellProps) {
  return (
    <td
      className={cn(
        "group-hover/row:bg-hover d:max-w-72 d:truncate d:border-b d:bg-card d:px-3 d:py-0 d:whitespace-nowrap d:transition-colors",
        align === "end" && "text-right figures",
        pinned && cn(PINNED, "font-medium"),
        className,
      )}
      {...props}
    />
  );
}
