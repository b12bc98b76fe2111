import { mergeDated, mergeFields, type FieldDates } from "@/lib/merge/dated-fields";
import { EMAIL_KINDS, type EmailKind, type ValueSource } from "@/lib/people/person";
import { clampDate, newestOrigin, type Origin } from "@/lib/people/phones";

/** An address as an answer or a callback gave it. */
export type ObservedEmail = { address: string; kind: EmailKind; status: string | null; observedAt: Date | null };

export type KnownEmail = {
  /** Lower case. Unique within a person. */
  address: string;
  kind: EmailKind;
  status: string | null;
  source: ValueSource;
  sourceId: string | null;
  observedAt: Date;
  dates: FieldDates;
};

/** The union by address. Neither order nor repeats change the result, nothing is ever removed, a human's value stays. */
export function unionEmails(
  known: readonly KnownEmail[],
  seen: readonly ObservedEmail[],
  origin: Origin,
): KnownEmail[] {
  const emails = new Map(known.map((email) => [email.address, email]));
  for (const email of seen) {
    const address = email.address.trim().toLowerCase();
    if (address.includes("@")) emails.set(address, mergeEmail(emails.get(address), { ...email, address }, origin));
  }
  return [...emails.values()];
}

function mergeEmail(known: KnownEmail | undefined, seen: ObservedEmail, origin: Origin): KnownEmail {
  const at = clampDate(seen.observedAt, origin.observedAt);
  const standing = { values: { status: known?.status ?? null }, dates: known?.dates ?? {} };
  const standsAs = newestOrigin(known, { ...origin, observedAt: at });
  if (origin.source === "human") {
    const status = seen.status ?? standing.values.status;
    return { address: seen.address, kind: seen.kind, status, dates: standing.dates, ...standsAs };
  }
  const { values, dates } = mergeFields(standing, { status: seen.status }, at);
  return { address: seen.address, kind: strongerKind(known, seen.kind), status: values.status, dates, ...standsAs };
}

/** What two records know of one address, as one. */
export function joinEmail(a: KnownEmail, b: KnownEmail): KnownEmail {
  const standing = { values: { status: a.status }, dates: a.dates };
  const { values, dates } = mergeDated(standing, {
    values: b.status === null ? {} : { status: b.status },
    dates: b.dates,
  });
  const kind = b.source === "human" ? b.kind : strongerKind(a, b.kind);
  return { address: a.address, kind, status: values.status, dates, ...newestOrigin(a, b) };
}

/** Work says more than personal, and personal more than "found by a waterfall". A human's word stays. */
function strongerKind(known: KnownEmail | undefined, seen: EmailKind): EmailKind {
  if (!known) return seen;
  if (known.source === "human") return known.kind;
  return EMAIL_KINDS.indexOf(known.kind) <= EMAIL_KINDS.indexOf(seen) ? known.kind : seen;
}
