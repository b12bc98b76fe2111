import { EMPTIED_BY_HAND, mergeDated, type Dated, type FieldDates } from "@/lib/merge/dated-fields";
import { joinEmail, unionEmails, type KnownEmail, type ObservedEmail } from "@/lib/people/emails";
import { readJobChange, type JobChange } from "@/lib/people/job-change";
import { takenOf, type Observation, type SaidEmail, type SaidPhone } from "@/lib/people/observation";
import type { ValueSource } from "@/lib/people/person";
import { joinPhone, unionPhones, type KnownPhone, type ObservedPhone, type Origin } from "@/lib/people/phones";
import type { Profile } from "@/lib/people/profile";

/** What is known of a person. */
export type Folded = { profile: Dated<Profile>; emails: KnownEmail[]; phones: KnownPhone[]; job: JobChange | null };

export const NOTHING_SAID: Profile = {
  ...{ fullName: null, firstName: null, lastName: null, title: null, headline: null, seniority: null },
  ...{ departments: [], linkedinUrl: null, twitterUrl: null, githubUrl: null, facebookUrl: null, timeZone: null },
  ...{ employment: [], company: null, place: null },
};

const SOURCES: Partial<Record<Observation["kind"], ValueSource>> = { delivery: "delivery", human: "human" };

/**
 * What is known when all of these words count that were not undone. The newest date wins field by field, humans come last
 * and in the order in which they spoke: neither the order of the list nor repeats change the result.
 */
export function fold(observations: readonly Observation[]): Folded {
  const taken = observations.filter(({ undoneAt }) => undoneAt === null).map(takenOf);
  const inTime = taken.toSorted((a, b) => a.observedAt.getTime() - b.observedAt.getTime() || (a.id < b.id ? -1 : 1));
  const said = [...inTime.filter((word) => !isOfMember(word)), ...inTime.filter(isOfMember)];
  const known = said.reduce(addWord, {
    profile: { values: NOTHING_SAID, dates: {} },
    emails: [],
    phones: [],
  });
  return { ...known, job: readJobChange(inTime, known.profile.values.company) };
}

/** What was chosen in a merge is a member's word too. */
const isOfMember = ({ kind }: Observation) => kind === "human" || kind === "merge";

type Known = Omit<Folded, "job">;

function addWord(known: Known, word: Observation): Known {
  const { profile, emails, phones } = word;
  return {
    profile: mergeDated(known.profile, { values: profile, dates: datesOf(word) }),
    emails: addEmails(known.emails, emails, word),
    phones: addPhones(known.phones, phones, word),
  };
}

type Dateable = Pick<Observation, "kind" | "profile" | "fieldDates" | "observedAt">;

/** Each field's date: its own, or else that of the whole word. A human's, and a human's in a baseline, has none. */
export function datesOf({ kind, profile, fieldDates, observedAt }: Dateable): FieldDates {
  if (kind === "human" || kind === "baseline" || kind === "merge") return fieldDates;
  const at = observedAt.toISOString();
  return Object.fromEntries(Object.keys(profile).map((field) => [field, fieldDates[field] ?? at]));
}

function addEmails(known: KnownEmail[], said: readonly SaidEmail[], word: Observation): KnownEmail[] {
  const standing = said.filter((email): email is KnownEmail => "dates" in email);
  const seen = said.filter((email): email is ObservedEmail => !("dates" in email));
  const emails = new Map(known.map((email) => [email.address, email]));
  for (const email of standing) {
    const other = emails.get(email.address);
    emails.set(email.address, other ? joinEmail(other, email) : email);
  }
  return unionEmails([...emails.values()], seen, originOf(word));
}

function addPhones(known: KnownPhone[], said: readonly SaidPhone[], word: Observation): KnownPhone[] {
  const standing = said.filter((phone): phone is KnownPhone => "dates" in phone);
  const seen = said.filter((phone): phone is ObservedPhone => !("dates" in phone));
  const phones = new Map(known.map((phone) => [phone.number, phone]));
  for (const phone of standing) {
    const other = phones.get(phone.number);
    phones.set(phone.number, other ? joinPhone(other, phone) : phone);
  }
  return unionPhones([...phones.values()], seen, originOf(word));
}

export function originOf({
  kind,
  sourceId,
  observedAt,
}: Pick<Observation, "kind" | "sourceId" | "observedAt">): Origin {
  return { source: SOURCES[kind] ?? "lookup", sourceId, observedAt };
}

/** True where answers leave the field alone: a human's word, not given free. */
export function isProtected(dates: FieldDates, field: string, isSaid: boolean): boolean {
  return dates[field] === EMPTIED_BY_HAND || (isSaid && dates[field] === undefined);
}
