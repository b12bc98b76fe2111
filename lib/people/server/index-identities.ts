import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/db/client";
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
 * Adds every name by which this person may be asked for. Names that no longer hold stay: the provider answers past
 * employers and old addresses too (docs/apollo-contract.md §2.1).
 */
export async function indexIdentities(tx: Tx, person: Known): Promise<void> {
  const { id: personId, workspaceId } = person;
  await tx.personIdentity.createMany({
    data: namesOf(person).map((name) => ({ workspaceId, personId, ...name })),
    skipDuplicates: true,
  });
}

/** One spelling for a person of a name at an employer: case and blanks tell nobody apart. */
export function nameAtDomain(fullName: string, domain: string): string {
  return `${fullName.normalize("NFC").replace(/\s+/g, " ").trim()}@${domain}`.toLowerCase();
}

export const emailName = (address: string): PersonName => ({ kind: "email", value: address.toLowerCase() });

function namesOf({ apolloId, fullName, linkedinSlug, companyDomain, emails }: Known): PersonName[] {
  const isNamed = companyDomain !== null && fullName !== NAME_UNKNOWN;
  return [
    { kind: "apollo", value: apolloId },
    ...(linkedinSlug ? [{ kind: "linkedin" as const, value: linkedinSlug }] : []),
    ...(isNamed ? [{ kind: "name_domain" as const, value: nameAtDomain(fullName, companyDomain) }] : []),
    ...emails.flatMap(({ address }) => [
      emailName(address),
      { kind: "md5" as const, value: digest("md5", address) },
      { kind: "sha256" as const, value: digest("sha256", address) },
    ]),
  ];
}

/** As the provider takes it: of the lower-case address, in hex (docs/apollo-contract.md §2.1). */
function digest(algorithm: "md5" | "sha256", address: string): string {
  return createHash(algorithm).update(address.toLowerCase()).digest("hex");
}
