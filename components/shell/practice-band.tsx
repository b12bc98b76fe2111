import { FlaskConical } from "lucide-react";
import { IntentLink } from "@/components/shared/intent-link";

/** Stands at the top of every page of a practice workspace, in a colour that nothing else has. */
export function PracticeBand() {
  return (
    <div
      role="note"
      aria-label="Practice workspace"
      className="flex min-h-7 items-center justify-center gap-2 bg-practice px-4 py-1 text-xs text-practice-foreground"
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0" />
      <p className="truncate">
        <strong className="font-semibold">Practice</strong>
        <span className="max-sm:hidden"> · Invented people, invented credits. Nothing here leaves this server.</span>
      </p>
      <IntentLink
        href="/practice"
        className="shrink-0 underline decoration-practice-foreground/50 underline-offset-2 outline-offset-1 hover:decoration-practice-foreground focus-visible:outline-practice-foreground"
      >
        People to try
      </IntentLink>
    </div>
  );
}
