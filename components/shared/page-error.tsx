"use client";

import { ErrorState } from "@/components/shared/error-state";
import { FullPageMessage } from "@/components/shared/full-page-message";

export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** What stands in place of a page that threw. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <FullPageMessage>
      <ErrorState title="This page broke" reference={error.digest} onRetry={reset}>
        The fault is ours. What was already asked or paid for is kept: it stands in History. Try again; if it stays,
        give the reference to whoever runs this installation.
      </ErrorState>
    </FullPageMessage>
  );
}
