import "server-only";
import { createHash } from "node:crypto";
import { Prisma, type Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { nameAtDomain } from "@/lib/people/name-at-domain";
import { linkedinSlugOf, type Profile } from "@/lib/people/profile";
import { NAME_UNKNOWN } from "@/lib/people/server/lock-person";

export const IDENTITY_KINDS = ["apollo", "email", "md5", "sha256", "linkedin", "name_domain"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
export type PersonName = { kind: IdentityKind; value: string };

type Known = {
  id: string;
  workspaceId: string;
  apolloId: string;
  fullName: string;
  linkedinSlug: string | null;
  companyDomain: string | null;
  emails: readonly { address: string }[];
};

/**
 * Adds every name by which these people may be asked for. Names that no longer hold stay: the provider answers past
 * employers and old addresses too (docs/apollo-contract.md §2.1).
 */
export async function indexIdentities(tx: Tx, people: readonly Known[]): Promise<void> {
  const rows = people.flatMap((person) => {
    const { id: personId, workspaceId } = person;
    return namesOf(person).map((name) => ({ workspaceId, personId, ...name }));
  });
  await tx.$executeRaw`
    INSERT INTO person_identity (workspace_id, person_id, kind, value)
    SELECT "workspaceId", "personId", kind, value FROM jsonb_to_recordset(${asRows(rows)})
        AS g ("workspaceId" text, "personId" text, kind text, value text)
    ON CONFLICT DO NOTHING`;
}

/** From here on the person is known by these too. */
export async function addNames(
  tx: Tx,
  { id: personId, workspaceId }: Pick<Known, "id" | "workspaceId">,
  names: readonly PersonName[],
): Promise<void> {
  await tx.personIdentity.createMany({
    data: names.map((name) => ({ workspaceId, personId, ...name })),
    skipDuplicates: true,
  });
}

type Said = { profile: Partial<Profile>; emails: readonly { address: string }[] };

/** The names that one word by itself brings. */
export function namesSaid({ profile, emails }: Said): PersonName[] {
  const slug = linkedinSlugOf(profile.linkedinUrl ?? null);
  const domain = profile.company?.companyDomain ?? null;
  return [
    ...(slug ? [{ kind: "linkedin" as const, value: slug }] : []),
    ...(domain && profile.fullName
      ? [{ kind: "name_domain" as const, value: nameAtDomain(profile.fullName, domain) }]
      : []),
    ...emails.flatMap(namesOfAddress),
  ];
}

/** By these names the person is known no more. */
export async function removeNames(
  tx: Tx,
  { id, workspaceId }: Pick<Known, "id" | "workspaceId">,
  names: readonly PersonName[],
): Promise<void> {
  if (names.length === 0) return;
  const gone = Prisma.join(names.map(({ kind, value }) => Prisma.sql`(${kind}, ${value})`));
  await tx.$executeRaw`
    DELETE FROM person_identity
     WHERE workspace_id = ${workspaceId} AND person_id = ${id} AND (kind, value) IN (VALUES ${gone})`;
}

export const emailName = (address: string): PersonName => ({ kind: "email", value: address.toLowerCase() });

function namesOf({ apolloId, fullName, linkedinSlug, companyDomain, emails }: Known): PersonName[] {
  const isNamed = companyDomain !== null && fullName !== NAME_UNKNOWN;
  return [
    { kind: "apollo", value: apolloId },
    ...(linkedinSlug ? [{ kind: "linkedin" as const, value: linkedinSlug }] : []),
    ...(isNamed ? [{ kind: "name_domain" as const, value: nameAtDomain(fullName, companyDomain) }] : []),
    ...emails.flatMap(namesOfAddress),
  ];
}

export function namesOfAddress({ address }: { address: string }): PersonName[] {
  return [
    emailName(address),
    { kind: "md5", value: digest("md5", address) },
    { kind: "sha256", value: digest("sha256", address) },
  ];
}

/** As the provider takes it: of the lower-case address, in hex (docs/apollo-contract.md §2.1). */
function digest(algorithm: "md5" | "sha256", address: string): string {
  return createHash(algorithm).update(address.toLowerCase()).digest("hex");
}
