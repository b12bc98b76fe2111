import "server-only";
import type { Tx } from "@/lib/db/client";
import { fold } from "@/lib/people/fold";
import type { Observation } from "@/lib/people/observation";
import { takenOf } from "@/lib/people/observation";
import {
  addNames,
  indexIdentities,
  namesOfAddress,
  namesSaid,
  removeNames,
} from "@/lib/people/server/index-identities";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { readObservations, type StoredWord } from "@/lib/people/server/observation-store";
import { toColumns } from "@/lib/people/server/person-columns";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";
import { summarise } from "@/lib/people/server/summarise-person";
import { writeEmails } from "@/lib/people/server/write-emails";
import { writePhones } from "@/lib/people/server/write-phones";

/**
 * Says anew what is known of a person whose row is locked, from every word that counts. Addresses and numbers that no word
 * brings any more leave; those that a member called wrong stay, so that they are known as wrong should they come again.
 */
export async function refoldPerson(tx: Tx, person: LockedPerson): Promise<void> {
  const { id, workspaceId } = person;
  const words = await readObservations(tx, workspaceId, id);
  const { profile, emails, phones, job } = fold(words);
  await removeGone(tx, person, {
    addresses: emails.map(({ address }) => address),
    numbers: phones.map(({ number }) => number),
  });
  await writeEmails(tx, [{ person, emails }]);
  await writePhones(tx, [{ person, phones }]);
  const columns = toColumns(profile.values);
  await renewNames(tx, person, words);
  const used = emails.filter(({ address }) => !isWrong(person, address));
  await indexIdentities(tx, [{ ...person, ...columns, emails: used }]);
  await tx.person.update({
    where: { id },
    data: {
      ...columns,
      ...summarise({ ...columns, emails, phones, marks: person }),
      ...{ jobChangedAt: job?.changedAt ?? null, formerTitle: job?.formerTitle ?? null },
      formerCompany: job?.formerCompany ?? null,
      fieldDates: profile.dates,
      observedAt: lastAnswered(words) ?? person.observedAt,
      ...(phones.length === 0 && person.phoneState === "delivered" && { phoneState: "not_asked" }),
    },
  });
  await refreshPhoneStates(tx, workspaceId, [id]);
}

type Kept = { addresses: readonly string[]; numbers: readonly string[] };

async function removeGone(tx: Tx, person: LockedPerson, { addresses, numbers }: Kept): Promise<void> {
  const { id: personId, workspaceId } = person;
  const gone = { personId, workspaceId, wrongAt: null };
  if (person.emails.some(({ address }) => !addresses.includes(address)))
    await tx.personEmail.deleteMany({ where: { ...gone, address: { notIn: [...addresses] } } });
  if (person.phones.some(({ number }) => !numbers.includes(number)))
    await tx.personPhone.deleteMany({ where: { ...gone, number: { notIn: [...numbers] } } });
}

const isWrong = ({ emails }: LockedPerson, address: string) =>
  emails.some((row) => row.address === address && row.wrongAt !== null);

/** Names that only words brought which do not count go, and wrong addresses. What was known before words were kept stays. */
async function renewNames(tx: Tx, person: LockedPerson, words: readonly StoredWord[]): Promise<void> {
  const wrong = new Set(
    person.emails
      .filter(({ wrongAt }) => wrongAt !== null)
      .flatMap(namesOfAddress)
      .map(textOf),
  );
  const counted = words.filter(({ undoneAt }) => undoneAt === null).flatMap((word) => namesSaid(takenOf(word)));
  const kept = new Map(counted.filter((name) => !wrong.has(textOf(name))).map((name) => [textOf(name), name]));
  const said = [...words.flatMap((word) => namesSaid(word)), ...person.emails.flatMap(namesOfAddress)];
  await removeNames(
    tx,
    person,
    said.filter((name) => !kept.has(textOf(name))),
  );
  await addNames(tx, person, [...kept.values()]);
}

const textOf = ({ kind, value }: { kind: string; value: string }) => `${kind} ${value}`;

function lastAnswered(words: readonly Observation[]): Date | undefined {
  const answered = words.filter(
    ({ kind, undoneAt }) => undoneAt === null && (kind === "lookup" || kind === "baseline"),
  );
  return answered.map(({ observedAt }) => observedAt).toSorted((a, b) => b.getTime() - a.getTime())[0];
}
