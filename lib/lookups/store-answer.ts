import type { LookupOptions, PendingState } from "@/lib/lookups/lookup";

/** An earlier, fresh and settled attempt for a person, as far as it shows what was bought then. */
export type BoughtBefore = {
  attemptId: string;
  options: LookupOptions;
  phoneState: PendingState;
  waterfallState: PendingState;
  settledAt: Date;
};

export type Holding = {
  /** What is asked for and not ours yet. Empty: no need to buy anything. */
  missing: (keyof LookupOptions)[];
  /** The attempt whose callback still brings a part of it. */
  follows: BoughtBefore | null;
  /** When the oldest part of the answer was bought. */
  boughtAt: Date;
  phoneState: PendingState;
  waterfallState: PendingState;
};

/** Also an answer: the provider was asked and has nothing. Asking again would be paid for nothing. */
const HELD: readonly PendingState[] = ["delivered", "none_found", "waiting", "late"];
const COMING: readonly PendingState[] = ["waiting", "late"];

const NEEDS: Record<keyof LookupOptions, (bought: BoughtBefore) => PendingState> = {
  revealPersonalEmails: ({ options }) => (options.revealPersonalEmails ? "delivered" : "not_asked"),
  revealPhoneNumber: (bought) => phoneOf(bought),
  waterfallEmail: ({ options, waterfallState }) => (options.waterfallEmail ? waterfallState : "not_asked"),
  waterfallPhone: ({ options, waterfallState }) => (options.waterfallPhone ? waterfallState : "not_asked"),
};

/** The phone waterfall stands in for the native reveal. */
function phoneOf({ options, phoneState, waterfallState }: BoughtBefore): PendingState {
  return options.waterfallPhone ? waterfallState : phoneState;
}

/**
 * Whether what was bought before covers what is asked for now; newest first wins. Null when nothing was bought. Two
 * parts that come with two different callbacks cannot be followed at once: the second then counts as missing.
 */
export function judgeHolding(asked: LookupOptions, bought: readonly BoughtBefore[]): Holding | null {
  const newestFirst = bought.toSorted((a, b) => b.settledAt.getTime() - a.settledAt.getTime());
  const [newest] = newestFirst;
  if (!newest) return null;
  const holding: Holding = {
    missing: [],
    follows: null,
    boughtAt: newest.settledAt,
    phoneState: "not_asked",
    waterfallState: "not_asked",
  };
  for (const part of Object.keys(NEEDS) as (keyof LookupOptions)[]) {
    if (asked[part]) addPart(holding, part, newestFirst);
  }
  return holding;
}

function addPart(holding: Holding, part: keyof LookupOptions, bought: readonly BoughtBefore[]): void {
  const source = bought.find((one) => HELD.includes(NEEDS[part](one)));
  const state = source ? NEEDS[part](source) : "not_asked";
  const isComing = COMING.includes(state);
  if (!source || (isComing && isElsewhere(holding.follows, source))) {
    holding.missing.push(part);
    return;
  }
  if (isComing) holding.follows = source;
  if (source.settledAt < holding.boughtAt) holding.boughtAt = source.settledAt;
  if (part === "revealPhoneNumber") holding.phoneState = state;
  if (part.startsWith("waterfall")) holding.waterfallState = state;
}

function isElsewhere(followed: BoughtBefore | null, source: BoughtBefore): boolean {
  return followed !== null && followed.attemptId !== source.attemptId;
}
