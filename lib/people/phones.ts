import { mergeDated, mergeFields, type FieldDates } from "@/lib/merge/dated-fields";
import type { ValueSource } from "@/lib/people/person";

/** A number as an answer or a callback gave it. */
export type ObservedPhone = {
  /** E.164, or null where the provider knew no such form. */
  number: string | null;
  raw: string | null;
  type: string | null;
  status: string | null;
  confidence: string | null;
  dncStatus: string | null;
  /** The provider's own date; null: as old as the answer or callback that brought it. */
  observedAt: Date | null;
};

export type PhoneFields = Record<"raw" | "type" | "status" | "confidence" | "dncStatus", string | null>;

export type KnownPhone = PhoneFields & {
  /** E.164, or the raw text where there is no such form. Unique within a person. */
  number: string;
  source: ValueSource;
  sourceId: string | null;
  observedAt: Date;
  dates: FieldDates;
};

/** What brought the values, and when it came. */
export type Origin = { source: ValueSource; sourceId: string | null; observedAt: Date };

const UNSAID: PhoneFields = { raw: null, type: null, status: null, confidence: null, dncStatus: null };

/** The union by number. Neither order nor repeats change the result, nothing is ever removed, a human's value stays. */
export function unionPhones(
  known: readonly KnownPhone[],
  seen: readonly ObservedPhone[],
  origin: Origin,
): KnownPhone[] {
  const phones = new Map(known.map((phone) => [phone.number, phone]));
  for (const phone of seen) {
    const number = phone.number ?? phone.raw?.trim() ?? "";
    if (number !== "") phones.set(number, mergePhone(phones.get(number), { ...phone, number }, origin));
  }
  return [...phones.values()];
}

function mergePhone(
  known: KnownPhone | undefined,
  seen: ObservedPhone & { number: string },
  origin: Origin,
): KnownPhone {
  const { number, observedAt, ...said } = seen;
  const at = clampDate(observedAt, origin.observedAt);
  const standing = { values: known ? fieldsOf(known) : UNSAID, dates: known?.dates ?? {} };
  // Of what a human left out nothing is known.
  const spoken = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  const { values, dates } =
    origin.source === "human" ? mergeDated(standing, { values: spoken, dates: {} }) : mergeFields(standing, said, at);
  return { number, ...values, dates, ...newestOrigin(known, { ...origin, observedAt: at }) };
}

/** What two records know of one number, as one. */
export function joinPhone(a: KnownPhone, b: KnownPhone): KnownPhone {
  const spoken = Object.fromEntries(Object.entries(fieldsOf(b)).filter(([, value]) => value !== null));
  const { values, dates } = mergeDated({ values: fieldsOf(a), dates: a.dates }, { values: spoken, dates: b.dates });
  return { number: a.number, ...values, dates, ...newestOrigin(a, b) };
}

function fieldsOf({ raw, type, status, confidence, dncStatus }: KnownPhone): PhoneFields {
  return { raw, type, status, confidence, dncStatus };
}

/** A provider's date in the future would win for ever; it counts as of the moment it came. */
export function clampDate(said: Date | null, came: Date): Date {
  return said === null || Number.isNaN(said.getTime()) || said > came ? came : said;
}

type Standing = { source: ValueSource; sourceId: string | null; observedAt: Date };

/** The newest bringer of a value; a human's stays a human's. Of two with one date the greater name wins, in any order. */
export function newestOrigin(known: Standing | undefined, seen: Standing): Standing {
  const { source, sourceId, observedAt } = seen;
  if (!known) return { source, sourceId, observedAt };
  const newest = known.observedAt > observedAt ? known.observedAt : observedAt;
  const keeps = { source: known.source, sourceId: known.sourceId, observedAt: newest };
  if (source === "human") return { source, sourceId, observedAt: newest };
  if (known.source === "human" || known.observedAt > observedAt) return keeps;
  const isTie = known.observedAt.getTime() === observedAt.getTime();
  const name = (of: Standing) => `${of.source}:${of.sourceId ?? ""}`;
  return isTie && name(known) >= name(seen) ? keeps : { source, sourceId, observedAt };
}
