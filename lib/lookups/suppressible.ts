import type { LookupIdentity } from "@/lib/lookups/lookup";
import { domainsAbove, identifierOf, nameAt, type Identifier } from "@/lib/suppressions/suppression";

/** By what somebody asked for may stand on the suppression list: themselves, their address's domain, their name at an employer. */
export function identifiersAsked(identity: LookupIdentity): Identifier[] {
  const { apolloId, email, hashedEmail, linkedinUrl, companyDomain } = identity;
  const name = identity.fullName ?? [identity.firstName, identity.lastName].filter(Boolean).join(" ");
  return [
    ...readAll("apollo", [apolloId]),
    ...readAll("email", [email]),
    ...readAll("email_hash", [hashedEmail]),
    ...readAll("linkedin", [linkedinUrl]),
    ...(email ? domainsAbove(email) : []),
    ...(companyDomain ? domainsAbove(companyDomain) : []),
    ...(name && companyDomain ? [nameAt(name, companyDomain)] : []),
  ];
}

type Found = {
  apolloId: string;
  linkedinUrl: string | null;
  emails: readonly string[];
  numbers: readonly string[];
};

/** The same of who was found, and of what was found of them. */
export function identifiersFound({ apolloId, linkedinUrl, emails, numbers }: Found): Identifier[] {
  return [
    ...readAll("apollo", [apolloId]),
    ...readAll("linkedin", [linkedinUrl]),
    ...readAll("email", emails),
    ...readAll("phone", numbers),
    ...emails.flatMap(domainsAbove),
  ];
}

/**
 * Whether it names the person, so that nothing of them is to be kept. A number may be shared, and a domain says with whom
 * not to speak: they keep out only what carries them.
 */
export function namesPerson({ kind }: Identifier): boolean {
  return kind !== "phone" && kind !== "domain";
}

/** Tells of an address or a number whether it stands on the list by itself. */
export function isLeftOut(suppressed: readonly Identifier[]) {
  const values = new Set(suppressed.map(({ kind, value }) => `${kind} ${value}`));
  const has = ({ kind, value }: Identifier) => values.has(`${kind} ${value}`);
  return {
    email: (address: string) => domainsAbove(address).some(has),
    phone: (number: string) => readAll("phone", [number]).some(has),
  };
}

function readAll(kind: Identifier["kind"], texts: readonly (string | null | undefined)[]): Identifier[] {
  return texts.flatMap((text) => (text ? (identifierOf(kind, text) ?? []) : []));
}
