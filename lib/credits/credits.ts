/** What the provider's price list says (docs/apollo-contract.md §7): the ceiling a lookup can cost, not a promise. */
export const PRICE = { profile: 1, phone: 8, waterfallEmail: 5, waterfallPhone: 25 } as const;

export type PaidOptions = { revealPhoneNumber: boolean; waterfallEmail: boolean; waterfallPhone: boolean };

/** What is held for a waterfall, whose vendors name no price beforehand; a workspace sets its own. */
export type WaterfallCeilings = { waterfallEmail: number; waterfallPhone: number };

/** Credits held before the call. The phone waterfall replaces the native reveal, so the two are never both held. */
export function creditCeiling(options: PaidOptions, ceilings: WaterfallCeilings = PRICE): number {
  const phone = options.revealPhoneNumber && !options.waterfallPhone ? PRICE.phone : 0;
  const waterfall =
    (options.waterfallEmail ? ceilings.waterfallEmail : 0) + (options.waterfallPhone ? ceilings.waterfallPhone : 0);
  return PRICE.profile + phone + waterfall;
}

/** What an answer of our own spares: the profile, and the phone where one was asked for. */
export function creditsSpared(options: PaidOptions): number {
  return PRICE.profile + (options.revealPhoneNumber ? PRICE.phone : 0);
}

export const LEDGER_KINDS = ["hold", "charge", "release", "adjustment"] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];
export const LEDGER_PARTS = ["lookup", "profile", "phone", "waterfall"] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];

/** Decimal text without trailing zeros: `9`, `2.02`. */
export function formatCredits(credits: string): string {
  return credits.includes(".") ? credits.replace(/\.?0+$/, "") : credits;
}

/** Exact decimal text with its thousands set apart: "12,500", "2.02". */
export function formatAmount(credits: string): string {
  const [whole = "0", fraction] = formatCredits(credits).split(".");
  const grouped = BigInt(whole).toLocaleString("en");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** `1 credit`, `9,500 credits`. */
export function creditWords(credits: string | number): string {
  const text = formatAmount(String(credits));
  return `${text} ${text === "1" ? "credit" : "credits"}`;
}
