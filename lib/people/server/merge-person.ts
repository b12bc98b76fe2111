import "server-only";
import { z } from "zod";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import { mergeCompany } from "@/lib/companies/server/merge-company";
import type { Tx } from "@/lib/db/client";
import { mergeFields, readFieldDates, storable } from "@/lib/merge/dated-fields";
import type { ObservedEmail } from "@/lib/people/emails";
import type { EmploymentEntry } from "@/lib/people/person";
import type { Origin } from "@/lib/people/phones";
import { linkedinSlugOf, orNull, type Profile } from "@/lib/people/profile";
import { indexIdentities } from "@/lib/people/server/index-identities";
import { lockPerson, NAME_UNKNOWN, type LockedPerson } from "@/lib/people/server/lock-person";
import { mergeEmails } from "@/lib/people/server/merge-emails";
import { mergePhones } from "@/lib/people/server/merge-phones";
import { summarise } from "@/lib/people/server/summarise-person";

type Observed = { workspaceId: string; attemptId: string; person: ProvidedPerson; observedAt: Date };

/**
 * Merges an answer's person into the workspace's and returns the person's id. Newest date per field wins, nothing known
 * is removed, a human's values stay; repeats and order change nothing. Safe under concurrency: the rows stay locked until
 * the transaction ends.
 */
export async function mergeProvidedPerson(
  tx: Tx,
  { workspaceId, attemptId, person, observedAt }: Observed,
): Promise<string> {
  const given = storable(person);
  const origin: Origin = { source: "lookup", sourceId: attemptId, observedAt };
  const companyId = given.company && (await mergeCompany(tx, { workspaceId, company: given.company, observedAt }));
  const locked = await lockPerson(tx, { workspaceId, apolloId: given.apolloId, observedAt });
  const phones = await mergePhones(tx, { person: locked, phones: given.phones, origin });
  const emails = await mergeEmails(tx, { person: locked, emails: toEmails(given), origin });
  const known = { values: profileOf(locked), dates: readFieldDates(locked.fieldDates) };
  const merged = mergeFields(known, toProfile(given, companyId), observedAt);
  const columns = toColumns(merged.values);
  await indexIdentities(tx, { ...locked, ...columns, emails });
  await tx.person.update({
    where: { id: locked.id },
    data: {
      ...columns,
      ...summarise({ ...columns, emails, phones }),
      fieldDates: merged.dates,
      observedAt: locked.observedAt > observedAt ? locked.observedAt : observedAt,
    },
  });
  return locked.id;
}

function toEmails({ email, emailStatus, personalEmails }: ProvidedPerson): ObservedEmail[] {
  const work = email === null ? [] : [{ address: email, kind: "work" as const, status: emailStatus, observedAt: null }];
  const toPersonal = (address: string) => ({ address, kind: "personal" as const, status: null, observedAt: null });
  return [...work, ...(personalEmails ?? []).filter((address) => address !== email).map(toPersonal)];
}

function toProfile(person: ProvidedPerson, companyId: string | null): Profile {
  const { fullName, firstName, lastName, title, headline, seniority, departments } = person;
  const { linkedinUrl, twitterUrl, githubUrl, facebookUrl, timeZone, employment } = person;
  const { city, state, country, company } = person;
  const current = employment.find((entry) => entry.isCurrent);
  return {
    ...{ fullName, firstName, lastName, title, headline, seniority, departments },
    ...{ linkedinUrl, twitterUrl, githubUrl, facebookUrl, timeZone, employment },
    company: orNull({
      companyId,
      companyName: company?.name ?? current?.companyName ?? null,
      companyDomain: company?.domain ?? null,
    }),
    place: orNull({ city, state, country }),
  };
}

const StoredEmployment = z
  .array(z.custom<EmploymentEntry>((value) => typeof value === "object" && value !== null))
  .catch([]);

function profileOf(row: LockedPerson): Profile {
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

function toColumns({ company, place, fullName, ...columns }: Profile) {
  return {
    ...columns,
    ...(company ?? NO_COMPANY),
    ...(place ?? NO_PLACE),
    fullName: fullName ?? NAME_UNKNOWN,
    linkedinSlug: linkedinSlugOf(columns.linkedinUrl),
  };
}
