import {
  NONE,
  REST,
  SOURCE_WORDS,
  SPEND_WORDS,
  type ArrivalKind,
  type InputKind,
  type UsageGrouping,
} from "@/lib/usage/usage";

export const GROUPING_WORDS: Record<UsageGrouping, string> = {
  kind: "Kind",
  source: "Source",
  member: "Member",
  key: "API key",
};

export const INPUT_WORDS: Record<InputKind, string> = {
  apollo_id: "Apollo ID",
  email: "Email",
  hashed_email: "Hashed email",
  linkedin: "LinkedIn",
  name_domain: "Name and domain",
  name_company: "Name and company",
  name: "Name alone",
  erased: "No longer kept",
};

export const ARRIVAL_WORDS: Record<ArrivalKind, string> = { phone: "Phones", waterfall: "Waterfall" };

const NOBODYS: Record<UsageGrouping, string> = {
  kind: "Other",
  source: "Other",
  member: "Nobody",
  key: "No key",
};

export function groupWord(by: UsageGrouping, { id, name }: { id: string; name: string | null }): string {
  if (id === REST) return "All others";
  if (id === NONE) return NOBODYS[by];
  return name ?? SPEND_WORDS[id] ?? SOURCE_WORDS[id] ?? id;
}
