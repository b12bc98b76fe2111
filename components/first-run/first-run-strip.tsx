"use client";

import { ArrowRight } from "lucide-react";
import { usePathname } from "next/navigation";
import { countDone, nextStep, STEP_PLACES, wordsOf } from "@/components/first-run/first-steps";
import { useFirstRun } from "@/components/first-run/use-first-run";
import { IntentLink } from "@/components/shared/intent-link";
import { FIRST_STEPS } from "@/lib/lookups/first-run";

/** On every page of a live workspace but the one that has the whole list: how far it is, and what comes next. For admins. */
export function FirstRunStrip() {
  const firstRun = useFirstRun();
  const pathname = usePathname();
  const next = firstRun && nextStep(firstRun);
  if (!firstRun?.isAdmin || firstRun.isPractice || next === null) return null;
  if (pathname === "/lookup" || pathname === STEP_PLACES[next]) return null;
  return (
    <nav
      aria-label="First steps"
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-background px-3 py-2 text-xs"
    >
      <span className="text-muted-foreground tabular-nums">
        First steps: {countDone(firstRun)} of {FIRST_STEPS.length} done
      </span>
      <IntentLink
        href={STEP_PLACES[next]}
        className="inline-flex items-center gap-1 font-medium underline underline-offset-2 sm:ml-auto"
      >
        {wordsOf(next, firstRun).title} <ArrowRight aria-hidden className="size-3.5" />
      </IntentLink>
    </nav>
  );
}
