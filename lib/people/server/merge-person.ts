import "server-only";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import { mergeCompany } from "@/lib/companies/server/merge-company";
import type { Tx } from "@/lib/db/client";
import { isUnsaid, storable } from "@/lib/merge/dated-fields";
import type { ObservedEmail } from "@/lib/people/emails";
import { orNull, type Profile } from "@/lib/people/profile";
import { lockPerson } from "@/lib/people/server/lock-person";
import { takeWord } from "@/lib/people/server/take-word";

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
  const companyId = given.company && (await mergeCompany(tx, { workspaceId, company: given.company, observedAt }));
  const locked = await lockPerson(tx, { workspaceId, apolloId: given.apolloId, observedAt });
  await takeWord(tx, locked, {
    ...{ kind: "lookup", sourceId: attemptId, attemptId, apolloId: given.apolloId, observedAt },
    profile: saidOf(toProfile(given, companyId)),
    fieldDates: {},
    emails: toEmails(given),
    phones: given.phones,
  });
  return locked.id;
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
