import "server-only";
import { z } from "zod";
import type { EmploymentEntry } from "@/lib/people/person";
import { linkedinSlugOf, orNull, type Profile } from "@/lib/people/profile";
import { NAME_UNKNOWN, type LockedPerson } from "@/lib/people/server/lock-person";

export const StoredEmployment = z
  .array(z.custom<EmploymentEntry>((value) => typeof value === "object" && value !== null))
  .catch([]);

export function profileOf(row: LockedPerson): Profile {
  const { firstName, lastName, title, headline, seniority, departments } = row;
  const { linkedinUrl, twitterUrl, githubUrl, facebookUrl, timeZone } = row;
  const { companyId, companyName, companyDomain, city, state, country } = row;
  return {
    ...{ firstName, lastName, title, headline, seniority, departments },
    ...{ linkedinUrl, twitterUrl, githubUrl, facebookUrl, timeZone },
    fullName: row.fullName === NAME_UNKNOWN ? null : row.fullName,
    employment: StoredEmployment.parse(row.employment),
    company: orNull({ companyId, companyName, companyDomain }),
    place: orNull({ city, state, country }),
  };
}

const NO_COMPANY = { companyId: null, companyName: null, companyDomain: null };
const NO_PLACE = { city: null, state: null, country: null };

export function toColumns({ company, place, fullName, ...columns }: Profile) {
  return {
    ...columns,
    ...(company ?? NO_COMPANY),
    ...(place ?? NO_PLACE),
    fullName: fullName ?? NAME_UNKNOWN,
    linkedinSlug: linkedinSlugOf(columns.linkedinUrl),
  };
}
