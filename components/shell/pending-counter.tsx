import { Hourglass } from "lucide-react";
import { IntentLink } from "@/components/shared/intent-link";

/** "4 phones coming", and the way to them. Nothing when nothing is awaited. */
export function PendingCounter({ count }: { count: number }) {
  if (count === 0) return null;
  const words = count === 1 ? "phone coming" : "phones coming";
  return (
    <IntentLink
      href="/history"
      className="flex h-6 items-center gap-1.5 rounded-full border border-sun-border bg-sun-soft px-2 font-medium text-sun-ink"
    >
      <Hourglass aria-hidden className="size-3 motion-safe:animate-breathe" />
      <span className="figures">{count}</span>
      <span className="max-sm:sr-only">{words}</span>
    </IntentLink>
  );
}
