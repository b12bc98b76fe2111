"use client";

import { FullPageMessage } from "@/components/shared/full-page-message";
import { ErrorState } from "@/components/shared/error-state";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <FullPageMessage>
      <ErrorState title="This page broke" reference={error.digest} onRetry={reset}>
        The fault is ours. What was already asked or paid for is kept: it stands in History. Try again; if it stays,
        give the reference to whoever runs this installation.
      </ErrorState>
    </FullPageMessage>
  );
}
