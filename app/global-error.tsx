"use client";

import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Replaces the whole document, so it counts on nothing: no provider, no component, no font of the layout. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something broke · Perihelion</title>
        <main className="flex min-h-dvh items-center justify-center p-4">
          <div className="grid max-w-lg justify-items-start gap-3 rounded-lg border bg-card p-6">
            <h1 className="text-base font-semibold">Perihelion could not draw this page</h1>
            <p className="text-muted-foreground">
              The fault is ours. Nothing that was stored is lost. Try again; if it stays, look in the server’s log for
              the reference.
            </p>
            {error.digest && (
              <p className="text-xs text-muted-foreground">
                Reference <span className="figures text-foreground select-all">{error.digest}</span>
              </p>
            )}
            <button
              type="button"
              onClick={reset}
              className="rounded-md border border-border-strong px-3 py-1.5 font-medium"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
