import type { ReactNode } from "react";

/** Centred in the page, or in what the frame leaves of it. */
export function FullPageMessage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-[70dvh] items-center justify-center p-4">
      <div className="w-full max-w-lg">{children}</div>
    </div>
  );
}
