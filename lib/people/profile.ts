import type { EmploymentEntry } from "@/lib/people/person";

/**
 * What is merged of a person beside addresses and numbers. `company` and `place` are each one value: half of an old one
 * beside half of a new one would be a company or a place that never was.
 */
export type Profile = {
  fullName: string | null;
  firstName: string | null;
  lastName: string | null;
  title: string | null;
  headline: string | null;
  seniority: string | null;
  departments: string[];
  linkedinUrl: string | null;
  twitterUrl: string | null;
  githubUrl: string | null;
  facebookUrl: string | null;
  timeZone: string | null;
  employment: EmploymentEntry[];
  company: { companyId: string | null; companyName: string | null; companyDomain: string | null } | null;
  place: { city: string | null; state: string | null; country: string | null } | null;
};

/** The last part of a LinkedIn profile's address, lower case, or null. */
export function linkedinSlugOf(url: string | null): string | null {
  const slug = /linkedin\.com\/in\/([^/?#]+)/i.exec(url ?? "")?.[1];
  if (!slug) return null;
  try {
    return decodeURIComponent(slug).toLowerCase();
  } catch {
    // A stray per cent sign is part of the text then.
    return slug.toLowerCase();
  }
}

/** Null when every field of it is: nothing was said. */
export function orNull<T extends Record<string, unknown>>(value: T): T | null {
  return Object.values(value).some((inner) => inner !== null && inner !== "") ? value : null;
}
