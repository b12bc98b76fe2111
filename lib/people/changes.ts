import { isUnsaid, textOf } from "@/lib/merge/dated-fields";
import { FIELD_WORDS, fieldOf } from "@/lib/people/field-policy";
import type { Folded } from "@/lib/people/fold";
import { emailKey, phoneKey } from "@/lib/people/observation";
import type { EmploymentEntry } from "@/lib/people/person";
import type { Profile } from "@/lib/people/profile";

/** One field, address or number that differs between two states of a record, as a person reads it. */
export type Change = { key: string; label: string; before: string | null; after: string | null };

/** How a number is shown: covered, where it is on a do-not-call list. */
export type ShowNumber = (number: string, dncStatus: string | null) => string;

type State = Pick<Folded, "profile" | "emails" | "phones">;

const ENTRIES_SHOWN = 3;

/** What is different in `after`, in the order in which a record is read. */
export function listChanges(before: State, after: State, show: ShowNumber): Change[] {
  const fields = Object.keys(FIELD_WORDS).filter((field): field is keyof Profile => field in after.profile.values);
  const [old, now] = [before.profile.values, after.profile.values];
  const profile = fields
    .filter((field) => textOf(old[field] ?? null) !== textOf(now[field] ?? null))
    .map((field) => ({
      ...{ key: field, label: FIELD_WORDS[field] },
      ...{ before: wordsOf(field, old[field]), after: wordsOf(field, now[field]) },
    }))
    .filter((change) => change.before !== change.after);
  return [
    ...profile,
    ...listValueChanges(emailWords(before), emailWords(after)),
    ...listValueChanges(phoneWords(before, show), phoneWords(after, show)),
  ];
}

function listValueChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({
      ...{ key, label: fieldOf(key) === "emails" ? "Email" : "Phone" },
      ...{ before: before.get(key) ?? null, after: after.get(key) ?? null },
    }));
}

const emailWords = ({ emails }: State) =>
  new Map(emails.map(({ address, status }) => [emailKey(address), joinWords([address, status])]));

const phoneWords = ({ phones }: State, show: ShowNumber) =>
  new Map(
    phones.map(({ number, type, status, dncStatus }) => [
      phoneKey(number),
      joinWords([show(number, dncStatus), type, status]),
    ]),
  );

const joinWords = (words: readonly (string | null)[]) =>
  words
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word?.replaceAll("_", " ")))
    .join(" · ");

/** A field's value in one line, or null where nothing is known. */
export function wordsOf<Field extends keyof Profile>(field: Field, value: Profile[Field] | undefined): string | null {
  if (isUnsaid(value)) return null;
  if (field === "employment") return employmentWords(value as EmploymentEntry[]);
  if (field === "company") {
    const { companyName, companyDomain } = value as NonNullable<Profile["company"]>;
    return joinWords([companyName, companyDomain]) || null;
  }
  if (field === "place")
    return (
      Object.values(value as NonNullable<Profile["place"]>)
        .filter(Boolean)
        .join(", ") || null
    );
  if (field === "departments" || field === "seniority") return [value].flat().join(", ").replaceAll("_", " ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function employmentWords(entries: readonly EmploymentEntry[]): string {
  const shown = entries.slice(0, ENTRIES_SHOWN).map(({ title, companyName, startDate, endDate, isCurrent }) => {
    const years = [startDate, isCurrent ? "now" : endDate].map((date) => date?.slice(0, 4) ?? "").join("–");
    return `${[title, companyName].filter(Boolean).join(" at ")}${years.length > 1 ? ` (${years})` : ""}`;
  });
  const more = entries.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${String(more)} more`] : [])].join("; ");
}
