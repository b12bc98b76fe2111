import { FIRST_STEPS, type FirstStep, type FirstStepState } from "@/lib/lookups/first-run";
import type { FirstRun } from "@/lib/lookups/schema";

type StepWords = { title: string; note: string };

const KEY: Record<FirstStepState, StepWords> = {
  open: { title: "Add and test a key", note: "A key of your Apollo account. The test costs nothing." },
  done: { title: "A key is there and works", note: "Apollo knows it." },
  failed: { title: "Test the key again", note: "Apollo did not take it at the last test." },
  private: { title: "Add and test a key", note: "" },
};
const WEBHOOK: Record<FirstStepState, StepWords> = {
  open: {
    title: "Check the webhook",
    note: "Phones come to it minutes after a lookup. One free call shows whether they can.",
  },
  done: { title: "Phones can come back", note: "The webhook is reached." },
  failed: { title: "Mend the webhook", note: "Its last test failed. Until then phones are asked for by poll." },
  private: {
    title: "Give Perihelion a public address",
    note: "Phones come back only to public HTTPS: set APP_URL and start again. The rest works without.",
  },
};
const LOOKUP: Record<FirstStepState, StepWords> = {
  open: { title: "Look somebody up", note: "The button carries the most it can cost." },
  done: { title: "The first lookup is made", note: "It stands in History." },
  failed: { title: "Look somebody up", note: "" },
  private: { title: "Look somebody up", note: "" },
};
const PRACTICE_DONE = "The emulator on this machine needs neither money nor an address.";

export function wordsOf(step: FirstStep, { steps, isPractice }: FirstRun): StepWords {
  const words = { key: KEY, webhook: WEBHOOK, lookup: LOOKUP }[step][steps[step]];
  if (!isPractice) return words;
  if (step === "lookup")
    return { title: words.title, note: "Invented people, invented credits: nothing can go wrong." };
  return steps[step] === "done" ? { title: words.title, note: PRACTICE_DONE } : words;
}

/** The first step that is not done. */
export function nextStep({ steps }: FirstRun): FirstStep | null {
  return FIRST_STEPS.find((step) => steps[step] !== "done") ?? null;
}

export function countDone({ steps }: FirstRun): number {
  return FIRST_STEPS.filter((step) => steps[step] === "done").length;
}

export const STEP_PLACES: Record<FirstStep, string> = {
  key: "/settings/api-keys",
  webhook: "/settings/webhooks",
  lookup: "/lookup",
};
