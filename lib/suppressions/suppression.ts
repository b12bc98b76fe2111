import {
  normaliseApolloId,
  normaliseDomain,
  normaliseEmail,
  normaliseHash,
  normaliseLinkedinUrl,
  normalisePhone,
  squeeze,
} from "@/lib/ids/identifiers";

export const SUPPRESSION_KINDS = [
  "email",
  "email_hash",
  "linkedin",
  "domain",
  "phone",
  "apollo",
  "name_domain",
] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** What an admin can put on the list. The others come with an erasure. */
export const ADDED_KINDS = ["email", "linkedin", "domain", "phone"] as const satisfies SuppressionKind[];
export type AddedKind = (typeof ADDED_KINDS)[number];

export const SUPPRESSION_REASONS = ["do_not_contact", "objected", "erased", "customer", "other"] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Of what an admin puts on the list by hand. */
export const ADDED_REASONS = ["do_not_contact", "objected", "customer", "other"] as const satisfies SuppressionReason[];

/** As it is said in a sentence, after "on the suppression list". */
export const REASON_WORDS: Record<SuppressionReason, string> = {
  do_not_contact: "do not contact",
  objected: "objected",
  erased: "erased on request",
  customer: "customer",
  other: "other reasons",
};

/** One thing by which somebody can be asked for or recognised, in its one spelling. */
export type Identifier = { kind: SuppressionKind; value: string };

/** The longest the list takes at once. */
export const LINES_MAX = 10_000;

const READ: Record<SuppressionKind, (text: string) => string | null> = {
  email: normaliseEmail,
  email_hash: normaliseHash,
  linkedin: normaliseLinkedinUrl,
  domain: normaliseDomain,
  phone: normalisePhone,
  apollo: normaliseApolloId,
  name_domain: (text) => (text.includes("@") ? text : null),
};

/** The one spelling of a value: two texts that mean the same give the same. Null when it is no such thing. */
export function identifierOf(kind: SuppressionKind, text: string): Identifier | null {
  const value = READ[kind](squeeze(text))?.toLowerCase();
  return value === undefined ? null : { kind, value };
}

/** The same for a text whose kind nobody has said: an address, a profile, a number or a domain. */
export function readIdentifier(text: string): Identifier | null {
  for (const kind of ["email", "linkedin", "phone", "apollo", "domain"] as const) {
    const found = identifierOf(kind, text);
    if (found && isPlain(found)) return found;
  }
  return null;
}

/** An address of a page elsewhere is not meant as a domain. */
function isPlain({ kind, value }: Identifier): boolean {
  return kind !== "domain" || !value.endsWith("linkedin.com");
}

/** The domain of an address and what stands above it: whoever suppresses acme.com means eu.acme.com too. */
export function domainsAbove(address: string): Identifier[] {
  const labels = address.toLowerCase().replace(/^.*@/, "").split(".");
  return labels.slice(0, -1).map((_, index) => ({ kind: "domain", value: labels.slice(index).join(".") }));
}

/** A name at an employer, as the index of known people spells it. */
export function nameAt(fullName: string, domain: string): Identifier {
  return { kind: "name_domain", value: `${squeeze(fullName)}@${domain}`.toLowerCase() };
}

/** Typed by whoever lets somebody be looked up again who was erased. */
export const ALLOW_WORD = "ALLOW";
