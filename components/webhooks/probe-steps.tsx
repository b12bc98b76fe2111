import { Check, Minus, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import {
  PROBE_STEPS,
  stepStates,
  type ProbeOutcome,
  type ProbeStep,
  type StepState,
} from "@/lib/deliveries/webhook-probe";

const LABELS: Record<ProbeStep, string> = {
  address: "Address found",
  connection: "Connection",
  tls: "TLS",
  direct: "No redirect",
  answer: "Answer 200",
  arrival: "Arrived here",
};
const WORDS: Record<StepState, string> = {
  passed: "passed",
  failed: "failed",
  absent: "not used: plain HTTP",
  open: "not reached",
};

type ProbeStepsProps = { outcome: ProbeOutcome | null; appUrl: string; isTesting: boolean };

/** The way of the call, from left to right or from top to bottom, and where it ended. */
export function ProbeSteps({ outcome, appUrl, isTesting }: ProbeStepsProps) {
  const states = stepStates(isTesting ? null : outcome, appUrl);
  const last = PROBE_STEPS.findLastIndex((step) => states[step] === "passed" || states[step] === "failed");
  return (
    <ol aria-label="Steps of the test" className="grid gap-y-2.5 sm:grid-cols-[repeat(5,minmax(0,1fr))_auto]">
      {PROBE_STEPS.map((step, index) => (
        <li key={step} className="group relative flex min-w-0 items-center gap-2.5 sm:flex-col sm:items-start sm:gap-2">
          {index < PROBE_STEPS.length - 1 && <Way isWalked={index < last} />}
          <Mark state={states[step]} isTesting={isTesting} />
          <span
            className={cn(
              "text-xs font-medium",
              states[step] === "failed" && "text-danger-ink",
              (states[step] === "open" || states[step] === "absent") && "text-muted-foreground",
            )}
          >
            {LABELS[step]}
            <span className="sr-only">, {isTesting ? "being tested" : WORDS[states[step]]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** From this step to the next. */
function Way({ isWalked }: { isWalked: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "absolute top-2.5 right-1.5 left-6.5 hidden h-px sm:block",
        isWalked ? "bg-success-ink" : "bg-border-strong",
      )}
    />
  );
}

const MARKS: Record<StepState, string> = {
  passed: "border-success-border bg-success-soft text-success-ink",
  failed: "border-danger-border bg-danger-soft text-danger-ink",
  absent: "border-border bg-hover text-muted-foreground",
  open: "border-border-strong bg-card text-transparent",
};

function Mark({ state, isTesting }: { state: StepState; isTesting: boolean }) {
  const Icon = state === "failed" ? X : state === "absent" ? Minus : Check;
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-5 shrink-0 items-center justify-center rounded-full border",
        MARKS[state],
        isTesting && "motion-safe:animate-breathe",
      )}
    >
      <Icon className="size-3" strokeWidth={2.5} />
    </span>
  );
}
