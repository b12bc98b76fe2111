import "server-only";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import { mergeCompanies } from "@/lib/companies/server/merge-company";
import type { Tx } from "@/lib/db/client";
import { isUnsaid, storable } from "@/lib/merge/dated-fields";
import type { ObservedEmail } from "@/lib/people/emails";
import { orNull, type Profile } from "@/lib/people/profile";
import { takeEach } from "@/lib/people/server/take-each";

type Observed = { attemptId: string; person: ProvidedPerson; observedAt: Date };

/** The same of one: returns the person's id. */
export async function mergeProvidedPerson(
  tx: Tx,
  { workspaceId, ...observed }: Observed & { workspaceId: string },
): Promise<string> {
  const [id = ""] = await mergeProvidedPeople(tx, workspaceId, [observed]);
  return id;
}

/**
 * Merges these answers' people into the workspace's and returns their ids in the order given. Newest date per field wins,
 * nothing known is removed, a human's values stay; repeats and order change nothing. Safe under concurrency: the rows stay
 * locked until the transaction ends, companies before people.
 */
export async function mergeProvidedPeople(
  tx: Tx,
  workspaceId: string,
  observed: readonly Observed[],
): Promise<string[]> {
  const given = observed.map((one) => ({ ...one, person: storable(one.person) }));
  const employed = given.flatMap(({ person: { company }, observedAt }, at) =>
    company ? [{ at, company, observedAt }] : [],
  );
  const companyIds = await mergeCompanies(tx, workspaceId, employed);
  const companyIdAt = new Map(employed.map(({ at }, index) => [at, companyIds[index] ?? null]));
  return takeEach(
    tx,
    workspaceId,
    given.map(({ person, attemptId, observedAt }, at) => ({
      ...{ kind: "lookup" as const, sourceId: attemptId, attemptId, apolloId: person.apolloId, observedAt },
      profile: saidOf(toProfile(person, companyIdAt.get(at) ?? null)),
      fieldDates: {},
      emails: toEmails(person),
      phones: person.phones,
    })),
  );
}

/** Without what was not said. */
function saidOf(profile: Profile): Partial<Profile> {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => !isUnsaid(value)));
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
