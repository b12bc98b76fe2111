import type { RateLimits } from "@/lib/apollo/rate-limits";
import type { ErrorCode } from "@/lib/errors/errors";

type Exchanged = { status: number; rawBody: Buffer; rateLimits: RateLimits; durationMs: number };

/** The provider answered and the answer was understood. `rawBody` is the answer as received. */
export type Answered<T> = Exchanged & { kind: "answered"; value: T };

export type RefusalCode = Extract<
  ErrorCode,
  "key_rejected" | "key_restricted" | "credits_exhausted" | "provider_rate_limited" | "provider_rejected"
>;

export type Refusal = {
  code: RefusalCode;
  /** For the person: which refusal, in the provider's words where they help, and that nothing was spent. */
  say: string;
  /** For the log. */
  detail: string;
  /** The provider's own words as plain text, at most 300 characters. */
  providerMessage: string | null;
  /** Seconds to wait, 1 to 3600. Only where the provider named a time. */
  retryAfterS?: number;
};

/** The provider answered with an error that means nothing was bought. */
export type Refused = Exchanged & Refusal & { kind: "refused" };

/** No byte of the request left this machine, so it is safe to send again. */
export type NotSent = { kind: "not_sent"; code: "provider_unreachable"; detail: string; durationMs: number };

/**
 * The request may have been carried out and charged: never send a paid one again by itself. `provider_down` where
 * something answered (5xx, a redirect, an unreadable 200), `outcome_unknown` where nothing did.
 */
export type Unknown = {
  kind: "unknown";
  code: "outcome_unknown" | "provider_down";
  detail: string;
  status: number | null;
  rawBody: Buffer | null;
  rateLimits: RateLimits | null;
  durationMs: number;
};

export type CallResult<T> = Answered<T> | Refused | NotSent | Unknown;
