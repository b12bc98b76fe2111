import { cn } from "@/components/ui/cn";

/** Orbits around the sun: an ornament. */
export function Orbit({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 320 160" fill="none" className={cn("text-input", className)}>
      <g transform="rotate(-12 160 80)" stroke="currentColor">
        <ellipse cx="160" cy="80" rx="146" ry="56" strokeOpacity="0.35" vectorEffect="non-scaling-stroke" />
        <ellipse cx="146" cy="80" rx="104" ry="39" strokeOpacity="0.5" vectorEffect="non-scaling-stroke" />
        <ellipse cx="132" cy="80" rx="64" ry="24" strokeOpacity="0.8" vectorEffect="non-scaling-stroke" />
        <g stroke="none">
          <circle cx="106" cy="80" r="6.5" fill="var(--sun)" />
          <circle cx="68" cy="80" r="2.5" fill="var(--foreground)" />
          <circle cx="56" cy="60.5" r="1.75" fill="var(--muted-foreground)" />
          <circle cx="270" cy="116.9" r="1.5" fill="var(--input)" />
        </g>
      </g>
    </svg>
  );
}
