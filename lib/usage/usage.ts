/** What the graph's bars are made of. */
export const USAGE_GROUPINGS = ["kind", "source", "member", "key"] as const;
export type UsageGrouping = (typeof USAGE_GROUPINGS)[number];

/** What credits went for: a part of the ledger's charges, or what was booked later to agree with the provider's bill. */
export const SPEND_WORDS: Readonly<Record<string, string>> = {
  profile: "Profiles",
  phone: "Phones",
  waterfall: "Waterfall",
  adjustment: "Adjustments",
};

/** Where the lookups came from that paid. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = {
  form: "Form",
  run: "Runs",
  refresh: "Refreshes",
  api: "API",
};

/** What a lookup was asked by: the strongest that was given, in this order. `erased`: it is not kept any more. */
export const INPUT_KINDS = [
  "apollo_id",
  "email",
  "hashed_email",
  "linkedin",
  "name_domain",
  "name_company",
  "name",
  "erased",
] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

export const ARRIVAL_KINDS = ["phone", "waterfall"] as const;
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

export const RANGE_PRESETS = ["30d", "7d", "90d", "month"] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** The id of what belongs to nobody and to no key. */
export const NONE = "none";
/** The id of all groups that are too small for a colour of their own. */
export const REST = "rest";
/** Colours that can be told apart, the rest's included. */
export const GROUPS_MAX = 7;
