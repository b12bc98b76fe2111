export const DELIVERY_STATES = ["received", "applied", "mismatch", "quarantined", "dropped"] as const;
/** Of one inbound body. All but `received` are ends; `mismatch` and `quarantined` keep the bytes for a replay. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The states from which a body may be applied again. */
export const REPLAYABLE_STATES = ["quarantined", "mismatch"] as const satisfies DeliveryState[];

export const isReplayable = (state: DeliveryState): boolean => REPLAYABLE_STATES.some((known) => known === state);

export const DELIVERY_KINDS = ["phone", "waterfall", "failure", "ping"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** How a body came. `poll`: the webhook did not bring it, so it was asked for. */
export const DELIVERY_VIAS = ["webhook", "poll"] as const;

export const REFUSAL_REASONS = ["unknown_token", "expired_token", "too_large", "encoding", "rate", "too_slow"] as const;
/** Why a call was turned away at the door. Counted by day; nothing of the call is kept. */
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const BODY_BYTES_MAX = 512 * 1024;
/** Different bodies that one token may leave. */
export const BODIES_PER_TOKEN_MAX = 50;
