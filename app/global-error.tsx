"use client";

import "./globals.css";
import { ErrorState } from "@/components/shared/error-state";
import { FullPageMessage } from "@/components/shared/full-page-message";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Replaces the whole document, so it can count on no provider and no font of the layout. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something broke · Perihelion</title>
        <main>
          <FullPageMessage>
            <ErrorState title="Perihelion could not draw this page" reference={error.digest} onRetry={reset}>
              The fault is ours. Nothing that was stored is lost. Try again; if it stays, look in the server&rsquo;s log
              for the reference.
            </ErrorState>
          </FullPageMessage>
        </main>
      </body>
    </html>
  );
}
