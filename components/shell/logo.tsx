import { cn } from "@/components/ui/cn";

/** The orbit, the sun in its focus, and the planet where it is nearest. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={cn("d:size-6", className)} fill="none">
      <g transform="rotate(-28 12 12)">
        <ellipse cx="12" cy="12" rx="10.25" ry="6.75" stroke="currentColor" strokeWidth="1.5" />
        <circle cx="6.6" cy="12" r="2.9" fill="var(--sun)" />
        <circle cx="22.25" cy="12" r="1.75" fill="currentColor" stroke="var(--background)" strokeWidth="1" />
      </g>
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight">
      <LogoMark />
      Perihelion
    </span>
  );
}
