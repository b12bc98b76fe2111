import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { Orbit } from "@/components/shell/orbit";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="relative flex min-h-dvh flex-col items-center justify-center overflow-hidden px-4 py-10">
      <Orbit className="pointer-events-none absolute top-1/2 left-1/2 w-[68rem] max-w-none -translate-x-[58%] -translate-y-1/2 max-md:hidden" />
      <div className="relative w-full max-w-sm">
        <div className="mb-3 flex justify-center">
          <span className="rounded-md bg-background px-3 py-2">
            <Logo />
          </span>
        </div>
        <div className="rounded-lg border bg-card p-6">{children}</div>
      </div>
    </main>
  );
}
