import Link from "next/link";
import { useId, type ReactNode } from "react";
import { describeOrigin } from "@/components/record/describe-origin";
import { cn } from "@/components/ui/cn";
import type { Provenance } from "@/lib/people/record";

type OriginTipProps = { origin: Provenance; side?: "start" | "end"; className?: string; children: ReactNode };

const TRIGGER =
  "rounded-sm text-xs whitespace-nowrap text-muted-foreground underline decoration-dotted decoration-border-strong underline-offset-3";

/**
 * Says on hover and on focus where a value came from; a link to its lookup, where the viewer may see that. Drawn by style
 * alone: a page has dozens.
 */
export function OriginTip({ origin, side = "end", className, children }: OriginTipProps) {
  const id = useId();
  const { lookup } = origin;
  return (
    <span className={cn("group/tip relative inline-flex", className)}>
      {lookup ? (
        <Link
          href={`/history/${lookup.id}`}
          prefetch={false}
          aria-describedby={id}
          className={cn(TRIGGER, "hover:text-foreground")}
        >
          {children}
        </Link>
      ) : (
        <button type="button" aria-describedby={id} className={TRIGGER}>
          {children}
        </button>
      )}
      <span
        role="tooltip"
        id={id}
        className={cn(
          "pointer-events-none invisible absolute top-full z-30 mt-1 w-max max-w-64 rounded-md bg-foreground px-2 py-1 text-left text-xs whitespace-normal text-background shadow-overlay",
          "group-focus-within/tip:visible group-hover/tip:visible",
          side === "end" ? "right-0" : "left-0",
        )}
      >
        {describeOrigin(origin)}
      </span>
    </span>
  );
}
