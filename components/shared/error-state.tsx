import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/shared/copy-button";

type ErrorStateProps = {
  title: string;
  /** The cause, and what to do next, in a sentence or two. */
  children: ReactNode;
  reference?: string | undefined;
  onRetry?: (() => void) | undefined;
  action?: ReactNode;
};

export function ErrorState({ title, children, reference, onRetry, action }: ErrorStateProps) {
  return (
    <div role="alert" className="rounded-lg border border-danger-border bg-card px-4 py-3.5">
      <div className="flex gap-3">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-ink" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{title}</h2>
          <div className="mt-0.5 max-w-prose text-muted-foreground">{children}</div>
          {(onRetry ?? action) && (
            <div className="mt-3 flex flex-wrap gap-2">
              {onRetry && <Button onClick={onRetry}>Try again</Button>}
              {action}
            </div>
          )}
          {reference && (
            <p className="mt-3 flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
              Reference <span className="figures text-foreground">{reference}</span>
              <CopyButton value={reference} label="Copy reference" />
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
