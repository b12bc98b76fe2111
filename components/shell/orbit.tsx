import { cn } from "@/components/ui/cn";

/** Orbits around the sun: an ornament. */
export function Orbit({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 320 160" fill="none" className={cn("text-input", className)}>
      <g transform="rotate(-12 160 80)" stroke="currentColor">
        <ellipse cx="160" cy="80" rx="146" ry="56" strokeOpacity="0.3" />
        <ellipse cx="146" cy="80" rx="104" ry="39" strokeOpacity="0.5" />
        <ellipse cx="132" cy="80" rx="64" ry="24" strokeOpacity="0.9" />
        <circle cx="106" cy="80" r="9" fill="var(--sun)" stroke="none" />
        <circle cx="68" cy="80" r="4" fill="var(--foreground)" stroke="none" />
        <circle cx="228" cy="55.9" r="3" fill="var(--muted-foreground)" stroke="none" />
        <circle cx="250" cy="114" r="2.5" fill="var(--input)" stroke="none" />
      </g>
    </svg>
  );
}
