export const ATTEMPT_STATES = [
  "reserved",
  "sending",
  "matched",
  "no_match",
  "rejected",
  "not_sent",
  "unknown",
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** How far an answer that comes later has got: phones by webhook, and waterfall results likewise. */
export const PENDING_STATES = ["not_asked", "waiting", "delivered", "none_found", "failed", "late", "expired"] as const;
export type PendingState = (typeof PENDING_STATES)[number];
/** Something may still come. */
export const OUTSTANDING_STATES: PendingState[] = ["waiting", "late"];

export const LOOKUP_OUTCOMES = [
  "awaiting_approval",
  "queued",
  "looking_up",
  "matched",
  "no_match",
  "needs_a_look",
  "turned_down",
  "failed",
  "unknown",
  "refused",
  "withdrawn",
  "suppressed",
  "erased",
] as const;
export type LookupOutcome = (typeof LOOKUP_OUTCOMES)[number];

/** `store`: from what we have, for nothing. `joined`: with an identical lookup that was under way, which paid. */
export const ANSWERED_FROM = ["provider", "store", "joined"] as const;

/** What may be said of a call whose answer never came. */
export const UNKNOWN_DECISIONS = ["charged", "not_charged"] as const;
export type UnknownDecision = (typeof UNKNOWN_DECISIONS)[number];

/** What may be said of a weak match. */
export const MATCH_DECISIONS = ["accepted", "rejected"] as const;
export type MatchDecision = (typeof MATCH_DECISIONS)[number];

/** Characters of one identifying field. */
export const TYPED_LENGTH_MAX = 500;

export const LOOKUP_SOURCES = ["form", "run", "api", "refresh"] as const;

export type LookupOptions = {
  revealPersonalEmails: boolean;
  revealPhoneNumber: boolean;
  waterfallEmail: boolean;
  waterfallPhone: boolean;
};

/** What is known of the person asked for, normalised. Absent means not given. */
export type LookupIdentity = {
  firstName?: string;
  lastName?: string;
  fullName?: string;
  email?: string;
  hashedEmail?: string;
  companyName?: string;
  companyDomain?: string;
  apolloId?: string;
  linkedinUrl?: string;
};

/** Its callback brings what it found and what all of it cost. */
export function isWaterfall({ waterfallEmail, waterfallPhone }: LookupOptions): boolean {
  return waterfallEmail || waterfallPhone;
}

/** True when the provider must be told where to deliver what comes later (docs/apollo-contract.md §2.1). */
export function needsWebhook(options: LookupOptions): boolean {
  return options.revealPhoneNumber || options.waterfallEmail || options.waterfallPhone;
}

/** One line that says who was asked for, the strongest identifier first. */
export function labelOf(identity: LookupIdentity): string {
  const name = identity.fullName ?? [identity.firstName, identity.lastName].filter(Boolean).join(" ");
  const company = identity.companyDomain ?? identity.companyName;
  if (name) return company ? `${name} @ ${company}` : name;
  return (
    identity.email ??
    identity.linkedinUrl?.replace("https://www.linkedin.com", "") ??
    identity.apolloId ??
    identity.hashedEmail ??
    ""
  );
}

/** Equal for two requests that would buy the same thing. Letter case never tells two people apart. */
export function identityKey(identity: LookupIdentity, options: LookupOptions): string {
  const parts = Object.entries({ ...identity, ...options }).filter(([, value]) => value !== false);
  return JSON.stringify(parts.map(([name, value]) => [name, String(value).toLowerCase()]).sort());
}

/** What came of asking for a result. */
export const POLL_OUTCOMES = ["ready", "pending", "gone", "refused", "no_answer"] as const;
/** `gone`: the provider will never have it. `refused`: it did not let the key ask. */
export type PollOutcome = (typeof POLL_OUTCOMES)[number];
