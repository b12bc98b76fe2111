import { creditWords, formatCredits } from "@/lib/credits/credits";
import { ERRORS, type ErrorCode } from "@/lib/errors/errors";
import { REASON_WORDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";
import type { ANSWERED_FROM, LookupOutcome, PendingState } from "@/lib/lookups/lookup";

type Told = {
  answeredFrom: (typeof ANSWERED_FROM)[number];
  outcome: LookupOutcome;
  phoneState: PendingState;
  waterfallState: PendingState;
  errorCode: string | null;
  /** The HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  creditsHeld: string;
  creditsCharged: string;
  /** Of a lookup that had to be asked for. */
  approval?: { by: string | null; reason: string | null; ceiling: string; threshold: string } | null;
};

/** What happened, what to do next, and what it cost: one to three sentences for the person who asked. */
export function describeOutcome(lookup: Told): string {
  const parts = {
    awaiting_approval: awaitingApproval,
    matched,
    needs_a_look: needsALook,
    turned_down: turnedDown,
    no_match: noMatch,
    queued,
    looking_up: lookingUp,
    unknown,
    failed,
    refused,
    withdrawn,
    suppressed,
    erased,
  };
  return [parts[lookup.outcome](lookup), costSentence(lookup)].filter(Boolean).join(" ");
}

/** Whether a call was made before anybody knew. */
function wasBought({ creditsHeld, creditsCharged }: Told): boolean {
  return formatCredits(creditsHeld) !== "0" || formatCredits(creditsCharged) !== "0";
}

function suppressed(lookup: Told): string {
  const reason = SUPPRESSION_REASONS.find((word) => word === lookup.errorCode) ?? "other";
  return wasBought(lookup)
    ? `Apollo answered with somebody who is on the suppression list (${REASON_WORDS[reason]}). Nothing of the answer was kept.`
    : `This person is on the suppression list (${REASON_WORDS[reason]}), so nothing was sent.`;
}

function erased(): string {
  return "This person was erased on request. What was found of them is gone; what it cost stays on the books.";
}

const FOUND = {
  provider: "Found.",
  store: "Already ours: answered from your people, nothing was bought.",
  joined: "Found, together with an identical lookup that was under way and pays for both.",
};

function matched({ answeredFrom, phoneState, waterfallState }: Told): string {
  return [FOUND[answeredFrom], PHONE_SENTENCES[phoneState], WATERFALL_SENTENCES[waterfallState]]
    .filter(Boolean)
    .join(" ");
}

function needsALook(): string {
  return "Apollo answered with a person who does not quite fit what was asked. They are kept apart until someone says whether this is the person.";
}

function turnedDown(): string {
  return "Apollo answered with somebody else, as you said. Nothing of the answer was kept with your people.";
}

function queued(): string {
  return "Apollo is limiting the rate of calls, so nothing was sent yet and no credits were spent.";
}

function awaitingApproval({ approval }: Told): string {
  const why = approval
    ? `it may cost up to ${creditWords(approval.ceiling)}, and above ${formatCredits(approval.threshold)} an admin decides`
    : "an admin decides";
  return `Waits for approval: ${why}. Once approved, it goes by itself.`;
}

/** With the word of whoever said no. */
function refused(told: Told): string {
  const { approval, errorCode } = told;
  if (errorCode !== "approval_declined" || !approval?.reason) return failed(told);
  return `${approval.by ?? "An admin"} declined it: “${approval.reason}”. Nothing was sent and no credits were spent.`;
}

function withdrawn(): string {
  return "Taken back before anyone decided. Nothing was sent.";
}

function noMatch(): string {
  return "Apollo knows nobody who fits. Add a company domain, an email or a LinkedIn URL and try again.";
}

function lookingUp(): string {
  return "Asking Apollo.";
}

function unknown({ responseStatus: status }: Told): string {
  return `${unclear(status)} It may have been charged, so it is not sent again by itself.`;
}

/** Why nobody knows: what came in place of an answer. */
function unclear(status: number | null): string {
  if (status === null) return "The request went out but no answer came back.";
  if (status === 502 || status === 504) {
    return `The request went out but no answer came back: a gateway on the way gave up (HTTP ${String(status)}).`;
  }
  if (status >= 500) return `Apollo answered with an error of its own (HTTP ${String(status)}).`;
  if (status >= 200 && status <= 299) return "Apollo answered, but what it said cannot be read.";
  return `Apollo answered with HTTP ${String(status)}, which does not say what was done.`;
}

function failed({ errorCode }: Told): string {
  return errorCode !== null && errorCode in ERRORS ? ERRORS[errorCode as ErrorCode].say : ERRORS.internal.say;
}

const PHONE_SENTENCES: Record<PendingState, string> = {
  not_asked: "",
  waiting: "Phones are on their way.",
  delivered: "",
  none_found: "Apollo has no phone number on file.",
  failed: "Apollo could not deliver phone numbers.",
  late: "Phone numbers are late.",
  expired: "Phone numbers never came.",
};

const WATERFALL_SENTENCES: Record<PendingState, string> = {
  not_asked: "",
  waiting: "The waterfall is asking its vendors.",
  delivered: "",
  none_found: "No vendor of the waterfall had anything.",
  failed: "The waterfall did not run.",
  late: "The waterfall is late.",
  expired: "The waterfall never answered.",
};

/** Its sentence says what was spent, or nothing can be said yet. */
const COST_IS_SAID: readonly LookupOutcome[] = ["failed", "refused", "looking_up", "queued"];

function costSentence({ outcome, creditsHeld, creditsCharged }: Told): string {
  if (COST_IS_SAID.includes(outcome)) return "";
  const held = formatCredits(creditsHeld) === "0" ? "" : `, ${formatCredits(creditsHeld)} held`;
  return formatCredits(creditsCharged) === "0" && !held
    ? "No credits spent."
    : `${creditWords(creditsCharged)} spent${held}.`;
}
