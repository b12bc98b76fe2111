"use client";

import { Check, CircleAlert, X } from "lucide-react";
import { countDone, nextStep, STEP_PLACES, wordsOf } from "@/components/first-run/first-steps";
import { useDismissal, useFirstRun } from "@/components/first-run/use-first-run";
import { PractiseButton } from "@/components/first-run/practise-button";
import { lookupHref } from "@/components/lookups/lookup-href";
import { IntentLink } from "@/components/shared/intent-link";
import type { SwitchWorkspace } from "@/components/shell/workspace-switch";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FIRST_STEPS, type FirstStep, type FirstStepState } from "@/lib/lookups/first-run";
import type { FirstRun } from "@/lib/lookups/schema";

/** Answers at once and brings its phone within seconds. */
const FIRST_PRACTICE_HREF = lookupHref("phone.soon@magic.example", { revealPhoneNumber: true });

/** The three first steps of a workspace, until they are done or an admin puts them away. */
export function FirstRunCard({ onSwitch }: { onSwitch: SwitchWorkspace }) {
  const firstRun = useFirstRun();
  const dismissal = useDismissal();
  if (!firstRun?.mayLookUp) return null;
  const next = nextStep(firstRun);
  return (
    <section aria-labelledby="first-run" className="mb-5 rounded-lg border bg-card">
      <header className="flex items-center gap-2 border-b py-2 pr-2 pl-4">
        <h2 id="first-run" className="font-semibold">
          First steps
        </h2>
        <span className="text-xs text-muted-foreground tabular-nums">
          {countDone(firstRun)} of {FIRST_STEPS.length} done
        </span>
        {firstRun.isAdmin && (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            aria-disabled={dismissal.isPending || undefined}
            title="For everybody in this workspace"
            onClick={() => {
              if (!dismissal.isPending) dismissal.mutate();
            }}
          >
            <X aria-hidden /> Put away
          </Button>
        )}
      </header>
      <ol className="grid gap-x-6 gap-y-4 p-4 md:grid-cols-3">
        {FIRST_STEPS.map((step, index) => (
          <Step
            key={step}
            step={step}
            place={index + 1}
            firstRun={firstRun}
            isNext={step === next}
            onSwitch={onSwitch}
          />
        ))}
      </ol>
    </section>
  );
}

type StepProps = { step: FirstStep; place: number; firstRun: FirstRun; isNext: boolean; onSwitch: SwitchWorkspace };

function Step({ step, place, firstRun, isNext, onSwitch }: StepProps) {
  const state = firstRun.steps[step];
  const { title, note } = wordsOf(step, firstRun);
  return (
    <li className="flex min-w-0 gap-2.5" aria-current={isNext ? "step" : undefined}>
      <Mark state={state} place={place} isNext={isNext} />
      <div className="grid min-w-0 content-start justify-items-start gap-1.5">
        <p className={cn("font-medium", state === "done" && "text-muted-foreground")}>
          {title}
          <span className="sr-only">{state === "done" ? ", done" : ", to do"}</span>
        </p>
        <p className="text-xs text-muted-foreground">{note}</p>
        {state !== "done" && <StepAction step={step} firstRun={firstRun} isNext={isNext} onSwitch={onSwitch} />}
      </div>
    </li>
  );
}

const MARKS: Record<FirstStepState, string> = {
  done: "border-success-border bg-success-soft text-success-ink",
  failed: "border-danger-border bg-danger-soft text-danger-ink",
  private: "border-warning-border bg-warning-soft text-warning-ink",
  open: "border-border-strong text-muted-foreground",
};

function Mark({ state, place, isNext }: { state: FirstStepState; place: number; isNext: boolean }) {
  const isOpen = state === "open";
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-5 shrink-0 items-center justify-center rounded-full border figures text-xs",
        MARKS[state],
        isOpen && isNext && "border-foreground text-foreground",
      )}
    >
      {state === "done" && <Check className="size-3" strokeWidth={2.5} />}
      {isOpen && place}
      {(state === "failed" || state === "private") && <CircleAlert className="size-3" />}
    </span>
  );
}

const DOORS: Record<Exclude<FirstStep, "lookup">, string> = { key: "Open API keys", webhook: "Open Webhooks" };

function StepAction({ step, firstRun, isNext, onSwitch }: Omit<StepProps, "place">) {
  const { isAdmin, isPractice, practiceId, admins } = firstRun;
  if (step === "lookup") {
    if (isPractice) return <Door href={FIRST_PRACTICE_HREF}>Fill in a practice lookup</Door>;
    return practiceId === null || !isNext ? null : <PractiseButton workspaceId={practiceId} onSwitch={onSwitch} />;
  }
  if (!isAdmin) return <p className="text-xs">{`Ask ${askWhom(admins)}.`}</p>;
  return (
    <div className="flex flex-wrap gap-1.5">
      <Door href={STEP_PLACES[step]}>{DOORS[step]}</Door>
      {step === "key" && practiceId !== null && <PractiseButton workspaceId={practiceId} onSwitch={onSwitch} />}
    </div>
  );
}

function Door({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild size="sm">
      <IntentLink href={href}>{children}</IntentLink>
    </Button>
  );
}

function askWhom(admins: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(admins) || "an admin";
}
