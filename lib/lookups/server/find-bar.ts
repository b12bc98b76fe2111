import "server-only";
import type { Tx } from "@/lib/db/client";
import type { LookupIdentity } from "@/lib/lookups/lookup";
import { namesAsked } from "@/lib/lookups/server/find-answer-in-store";
import { identifiersAsked, namesPerson } from "@/lib/lookups/suppressible";
import { findKnownPeople } from "@/lib/people/server/find-known-people";
import { findSuppressed, holdSuppressions, type Suppressed } from "@/lib/suppressions/server/find-suppressed";
import { findSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { identifierOf, type Identifier, type SuppressionReason } from "@/lib/suppressions/suppression";

/** Why somebody may not be asked for, or not be kept. */
export type Bar = { reason: SuppressionReason };

type Question = {
  /** Whom it was asked for. */
  identity: LookupIdentity;
  /** Who came back, and with what. */
  found?: readonly Identifier[];
};

/** What is on the list of somebody asked for or found. */
export type Barred = {
  /** Why they may not be asked for, and nothing of them kept; null when they may. */
  bar: Bar | null;
  /** What is to be left out of what is kept of them. */
  leftOut: readonly Suppressed[];
};

/**
 * Asks the suppression list, and holds it as it is until the transaction ends. Somebody of ours is also recognised by every
 * other name that we know of them.
 */
export async function findBar(tx: Tx, workspaceId: string, { identity, found = [] }: Question): Promise<Barred> {
  await holdSuppressions(tx, workspaceId);
  if (!(await findSuppressionKey(tx))) return { bar: null, leftOut: [] };
  const asked = [...identifiersAsked(identity), ...(await namesOfKnown(tx, workspaceId, identity))];
  const suppressed = await findSuppressed(tx, workspaceId, [...asked, ...found]);
  const isAsked = ({ kind, value }: Identifier) => asked.some((one) => one.kind === kind && one.value === value);
  return {
    bar: suppressed.find((one) => namesPerson(one) || isAsked(one)) ?? null,
    leftOut: suppressed.filter((one) => !namesPerson(one)),
  };
}

const KINDS = { apollo: "apollo", email: "email", linkedin: "linkedin" } as const;

async function namesOfKnown(tx: Tx, workspaceId: string, identity: LookupIdentity): Promise<Identifier[]> {
  const asked = namesAsked(identity).filter(({ kind }) => kind !== "name_domain");
  const people = new Set((await findKnownPeople(tx, workspaceId, asked)).map(({ personId }) => personId));
  if (people.size === 0) return [];
  const names = await tx.personIdentity.findMany({
    where: { workspaceId, personId: { in: [...people] }, kind: { in: Object.keys(KINDS) } },
    select: { kind: true, value: true },
  });
  return names.flatMap(({ kind, value }) => {
    const text = kind === "linkedin" ? `https://www.linkedin.com/in/${value}` : value;
    return identifierOf(KINDS[kind as keyof typeof KINDS], text) ?? [];
  });
}
