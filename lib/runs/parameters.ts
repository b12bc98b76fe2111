import type { TypedIdentity } from "@/lib/lookups/normalise";

export const PARAMETERS = [
  "firstName",
  "lastName",
  "fullName",
  "email",
  "hashedEmail",
  "companyName",
  "companyDomain",
  "apolloId",
  "linkedinUrl",
] as const satisfies (keyof TypedIdentity)[];
export type Parameter = (typeof PARAMETERS)[number];

/** As the form labels them. */
export const PARAMETER_WORDS: Record<Parameter, string> = {
  firstName: "First name",
  lastName: "Last name",
  fullName: "Full name",
  email: "Email",
  hashedEmail: "Hashed email",
  companyName: "Company name",
  companyDomain: "Company domain",
  apolloId: "Apollo ID",
  linkedinUrl: "LinkedIn URL",
};
