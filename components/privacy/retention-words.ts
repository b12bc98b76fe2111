import type { RetentionRule } from "@/lib/privacy/retention";
import { DUE_COUNTED_MAX, type RetentionRuleDto } from "@/lib/privacy/retention-overview";

/** What each rule is about, and what stays when its time is over. */
export const RULE_WORDS: Record<RetentionRule, { name: string; what: string }> = {
  delivery_bodies: {
    name: "Callback bodies",
    what: "The raw bytes of deliveries. That one came, when, its hash and what came of it stay.",
  },
  attempt_answers: {
    name: "Provider answers",
    what: "The raw text of Apollo’s answers. What was merged into people stays.",
  },
  phone_reveals: {
    name: "Reveals of do-not-call numbers",
    what: "Who opened one, and the words they gave. The audit’s own line stays.",
  },
  webhook_probes: { name: "Webhook self-tests", what: "Each test and what it found. The latest one stays." },
  deleted_notes: {
    name: "Deleted notes and tasks",
    what: "What members deleted, so that it can be brought back. Nothing of it stays.",
  },
  run_rows: {
    name: "Files of runs",
    what: "Uploaded rows and bytes, counted from when a run ended or a draft came. Lookups stay in History.",
  },
  sign_in_failures: { name: "Failed sign-ins", what: "The address it came from and when. They count for 15 minutes." },
  sessions: { name: "Sessions", what: "When and from where somebody was signed in, counted from the beginning." },
  webhook_refusals: {
    name: "Refused webhook calls",
    what: "How many were turned away each day. Nothing else is kept of them.",
  },
  audit: {
    name: "Audit",
    what: "Who did what. Its oldest part goes as a whole, so that the rest can still be checked.",
  },
};

const many = (count: number): string =>
  count > DUE_COUNTED_MAX ? `over ${DUE_COUNTED_MAX.toLocaleString("en")}` : count.toLocaleString("en");

/** "12 old enough now · 3 held back · 40 removed last time". */
export function describeStanding({ due, heldBack, lastRemoved }: RetentionRuleDto): string {
  return [
    due === 0 ? "Nothing is old enough" : `${many(due)} old enough now`,
    heldBack > 0 && `${many(heldBack)} held back: something still waits for them`,
    lastRemoved !== null && `${lastRemoved.toLocaleString("en")} removed last time`,
  ]
    .filter((part) => part !== false)
    .join(" · ");
}
