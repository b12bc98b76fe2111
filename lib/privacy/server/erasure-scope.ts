import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { nameAt, identifierOf, type Identifier } from "@/lib/suppressions/suppression";

const texts = z.array(z.string());

/** All by which one person is known here: what an erasure looks for, in the one spelling of each. */
export const Scope = z.object({
  personIds: texts,
  apolloIds: texts,
  emails: texts,
  hashes: texts,
  linkedinUrls: texts,
  numbers: texts,
  /** Numbers that are a company's as well: removed with the person, and not kept out of others' records. */
  sharedNumbers: texts,
  names: texts,
  domains: texts,
  companies: texts,
  namesAtDomains: texts,
});
export type Scope = z.infer<typeof Scope>;

const NOTHING: Scope = {
  ...{ personIds: [], apolloIds: [], emails: [], hashes: [], linkedinUrls: [], numbers: [], sharedNumbers: [] },
  ...{ names: [], domains: [], companies: [], namesAtDomains: [] },
};

/** Of somebody on whom nothing is held but that they were asked for. */
export function scopeOf({ kind, value }: Identifier): Scope {
  const place = ({ apollo: "apolloIds", email: "emails", linkedin: "linkedinUrls", phone: "numbers" } as const)[
    kind as string
  ];
  return place ? { ...NOTHING, [place]: [value] } : NOTHING;
}

/** Of these records, from all that they hold and from what they were found by. */
export async function readScope(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<Scope> {
  const people = await tx.person.findMany({
    where: { workspaceId, id: { in: [...personIds] } },
    include: { emails: true, phones: true, identities: true },
  });
  const identities = people.flatMap((person) => person.identities);
  const valuesOf = (kind: string) => identities.filter((one) => one.kind === kind).map(({ value }) => value);
  // A record that was merged into this one brought its provider's id along.
  const apolloIds = [...people.map(({ apolloId }) => apolloId), ...valuesOf("apollo")];
  const asked = await readAsked(tx, workspaceId, apolloIds);
  const phones = people.flatMap((person) => person.phones);
  const numbersOf = (isShared: boolean) =>
    phones.filter(({ type }) => (type === "work_hq") === isShared).flatMap(({ number, raw }) => [number, raw ?? ""]);
  const names = [
    ...people.flatMap(({ fullName, firstName, lastName }) => [
      fullName,
      [firstName, lastName].filter(Boolean).join(" "),
    ]),
    ...(await readAbsorbedNames(tx, workspaceId, personIds)),
  ];
  return {
    personIds: people.map(({ id }) => id),
    apolloIds: unique([...apolloIds, ...asked.apolloIds]),
    emails: unique([
      ...people.flatMap(({ emails }) => emails.map(({ address }) => address)),
      ...valuesOf("email"),
      ...asked.emails,
    ]),
    hashes: unique([...valuesOf("md5"), ...valuesOf("sha256"), ...asked.hashes]),
    linkedinUrls: unique([
      ...people.map(({ linkedinUrl }) => spell("linkedin", linkedinUrl ?? "")),
      ...valuesOf("linkedin").map((slug) => `https://www.linkedin.com/in/${slug}`),
      ...asked.linkedinUrls,
    ]),
    numbers: unique(numbersOf(false)),
    sharedNumbers: unique(numbersOf(true)),
    names: unique(names),
    domains: unique(people.map(({ companyDomain }) => companyDomain ?? "")),
    companies: unique(people.map(({ companyName }) => companyName ?? "")),
    namesAtDomains: unique([
      ...valuesOf("name_domain"),
      ...people.flatMap(({ companyDomain }) =>
        companyDomain ? names.filter(Boolean).map((name) => nameAt(name, companyDomain).value) : [],
      ),
    ]),
  };
}

/** Of records that were merged into these. */
async function readAbsorbedNames(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT absorbed -> 'person' ->> 'fullName' AS name FROM person_merge
     WHERE workspace_id = ${workspaceId} AND survivor_id = ANY (${[...personIds]}) AND undone_at IS NULL`;
  return rows.map(({ name }) => name);
}

type Asked = Pick<Scope, "apolloIds" | "emails" | "hashes" | "linkedinUrls">;

/** What the provider took for them when it was asked: an address of years ago, a hash. Not of a match that did not fit. */
async function readAsked(tx: Tx, workspaceId: string, apolloIds: readonly string[]): Promise<Asked> {
  const attempts = await tx.attempt.findMany({
    where: { workspaceId, returnedApolloId: { in: [...apolloIds] }, lookups: { some: { outcome: "matched" } } },
    select: { request: true, requestedApolloId: true },
  });
  const of = (name: string) =>
    attempts.flatMap(({ request }) => z.record(z.string(), z.unknown()).catch({}).parse(request)[name] ?? []);
  const read = (name: string) => of(name).filter((value) => typeof value === "string");
  return {
    apolloIds: [...read("apolloId"), ...attempts.flatMap(({ requestedApolloId }) => requestedApolloId ?? [])],
    emails: read("email"),
    hashes: read("hashedEmail"),
    linkedinUrls: read("linkedinUrl"),
  };
}

/** What goes onto the suppression list, as digests, so that they are never asked for or kept again. */
export function identifiersOfScope(scope: Scope): Identifier[] {
  const of = (kind: Identifier["kind"], values: readonly string[]) =>
    values.flatMap((value) => identifierOf(kind, value) ?? []);
  return [
    ...of("apollo", scope.apolloIds),
    ...of("email", scope.emails),
    ...of("email_hash", scope.hashes),
    ...of("linkedin", scope.linkedinUrls),
    ...of("phone", scope.numbers),
    ...of("name_domain", scope.namesAtDomains),
  ];
}

const spell = (kind: Identifier["kind"], text: string): string => identifierOf(kind, text)?.value ?? "";

/** In lower case, as everything here is compared. */
function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim().toLowerCase()).filter(Boolean))];
}
