import { isUnsaid, type FieldDates } from "@/lib/merge/dated-fields";
import type { KnownEmail, ObservedEmail } from "@/lib/people/emails";
import type { KnownPhone, ObservedPhone } from "@/lib/people/phones";
import type { Profile } from "@/lib/people/profile";

/** `baseline`: what was known before words were kept one by one. `merge`: what was chosen when two records became one. */
export const OBSERVATION_KINDS = ["baseline", "lookup", "delivery", "human", "merge"] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

/** A baseline's address or number stands as it was known; every other as it was said. */
export type SaidEmail = ObservedEmail | KnownEmail;
export type SaidPhone = ObservedPhone | KnownPhone;

/** One source's word on one person. */
export type Observation = {
  id: string;
  kind: ObservationKind;
  sourceId: string | null;
  attemptId: string | null;
  userId: string | null;
  observedAt: Date;
  createdAt: Date;
  profile: Partial<Profile>;
  /** Dates of their own. A human's field without one is protected. */
  fieldDates: FieldDates;
  emails: readonly SaidEmail[];
  phones: readonly SaidPhone[];
  /** What the workspace's policy, and what a member, did not take: fields, `email:…` and `phone:…`. */
  keptOut: readonly string[];
  leftOut: readonly string[];
  undoneAt: Date | null;
};

export const emailKey = (address: string): string => `email:${address.trim().toLowerCase()}`;
export const phoneKey = (number: string): string => `phone:${number}`;

/** How a number is told from others: E.164, or the raw text. Empty where neither was given. */
export function numberOf({ number, raw }: { number: string | null; raw: string | null }): string {
  return number ?? raw?.trim() ?? "";
}

type Taking = Pick<Observation, "profile" | "keptOut" | "leftOut"> & {
  emails: readonly { address: string }[];
  phones: readonly { number: string | null; raw: string | null }[];
};

/** What of it counts: without what was not taken. */
export function takenOf<T extends Taking>(word: T): T {
  const out = new Set([...word.keptOut, ...word.leftOut]);
  if (out.size === 0) return word;
  const fields = Object.entries(word.profile).filter(([field]) => !out.has(field));
  return {
    ...word,
    profile: Object.fromEntries(fields),
    emails: word.emails.filter(({ address }) => !out.has(emailKey(address))),
    phones: word.phones.filter((phone) => !out.has(phoneKey(numberOf(phone)))),
  };
}

/** All that it says, by the keys under which each can be left out. */
export function keysOf({ profile, emails, phones }: Pick<Observation, "profile" | "emails" | "phones">): string[] {
  const fields = Object.entries(profile).filter(([, value]) => !isUnsaid(value));
  return [
    ...fields.map(([field]) => field),
    ...emails.map(({ address }) => emailKey(address)),
    ...phones.map((phone) => phoneKey(numberOf(phone))),
  ];
}
