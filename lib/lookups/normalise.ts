import {
  normaliseApolloId,
  normaliseDomain,
  normaliseEmail,
  normaliseHash,
  normaliseLinkedinUrl,
  squeeze,
} from "@/lib/ids/identifiers";
import type { LookupIdentity } from "@/lib/lookups/lookup";

/** The form's identifying fields as typed. */
export type TypedIdentity = Record<
  | "firstName"
  | "lastName"
  | "fullName"
  | "email"
  | "hashedEmail"
  | "companyName"
  | "companyDomain"
  | "apolloId"
  | "linkedinUrl",
  string
>;

export type FieldErrors = Partial<Record<keyof TypedIdentity, string>>;
export type Normalised = { ok: true; identity: LookupIdentity } | { ok: false; fields: FieldErrors };

/** Normalises what was typed and refuses what cannot match, naming the field. Pure: the form and the server share it. */
export function normaliseIdentity(typed: TypedIdentity): Normalised {
  const fields: FieldErrors = {};
  const read = <T extends string>(
    name: keyof TypedIdentity,
    rule: (text: string) => T | null,
    refusal: string,
  ): T | undefined => {
    const text = squeeze(typed[name]);
    if (text === "") return undefined;
    const value = rule(text);
    if (value === null) fields[name] = refusal;
    return value ?? undefined;
  };
  const asIs = (text: string) => text;
  const identity = withoutAbsent({
    firstName: read("firstName", asIs, ""),
    lastName: read("lastName", asIs, ""),
    fullName: read("fullName", asIs, ""),
    email: read("email", normaliseEmail, "This is not an email address."),
    hashedEmail: read("hashedEmail", normaliseHash, "A hash is 32 (MD5) or 64 (SHA-256) characters from 0-9 and a-f."),
    companyName: read("companyName", asIs, ""),
    companyDomain: read("companyDomain", normaliseDomain, "Give the bare domain, such as acme.com."),
    apolloId: read("apolloId", normaliseApolloId, "An Apollo ID is 24 characters from 0-9 and a-f."),
    linkedinUrl: read(
      "linkedinUrl",
      normaliseLinkedinUrl,
      "Give a linkedin.com profile address, such as linkedin.com/in/name.",
    ),
  });
  if (Object.keys(fields).length > 0) return { ok: false, fields };
  const weak = refuseTooWeak(identity);
  return weak ? { ok: false, fields: weak } : { ok: true, identity };
}

export type Strength = "none" | "too_weak" | "weak" | "good" | "strong";

/** How likely the provider is to find one person (docs/apollo-contract.md §2.1). */
export function assessStrength(identity: LookupIdentity): Strength {
  if (Object.keys(identity).length === 0) return "none";
  if (identity.apolloId ?? identity.email ?? identity.hashedEmail ?? identity.linkedinUrl) return "strong";
  if (refuseTooWeak(identity)) return "too_weak";
  return (identity.companyDomain ?? identity.companyName) ? "good" : "weak";
}

function refuseTooWeak(identity: LookupIdentity): FieldErrors | null {
  if (identity.apolloId ?? identity.email ?? identity.hashedEmail ?? identity.linkedinUrl ?? identity.fullName)
    return null;
  if (identity.firstName && identity.lastName) return null;
  if (identity.firstName)
    return { lastName: "A first name alone never matches. Add the last name, or an email or LinkedIn URL." };
  if (identity.lastName)
    return { firstName: "A last name alone never matches. Add the first name, or an email or LinkedIn URL." };
  if (identity.companyName ?? identity.companyDomain) return { fullName: "A company is not a person. Add a name." };
  return { email: "Say who to look up: an email, a LinkedIn URL, or a name and a company." };
}

function withoutAbsent(identity: { [Name in keyof LookupIdentity]: LookupIdentity[Name] | undefined }): LookupIdentity {
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
