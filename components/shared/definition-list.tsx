import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export function DefinitionList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("d:grid d:gap-x-4 d:gap-y-2 sm:d:grid-cols-[9rem_1fr]", className)}>{children}</dl>;
}

/** An absent value says why (`blank`), instead of leaving a hole. */
export function Definition({
  term,
  blank = "Not known",
  children,
}: {
  term: string;
  blank?: string;
  children?: ReactNode;
}) {
  const isBlank = children === undefined || children === null || children === false || children === "";
  return (
    <div className="grid gap-x-4 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className={cn("min-w-0 break-words", isBlank && "text-faint-foreground")}>{isBlank ? blank : children}</dd>
    </div>
  );
}
