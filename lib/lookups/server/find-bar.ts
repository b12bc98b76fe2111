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
export async function findBar(tx: Tx, workspaceId: string, question: Question): Promise<Barred> {
  const [barred = NOTHING] = await findBars(tx, workspaceId, [question]);
  return barred;
}

const NOTHING: Barred = { bar: null, leftOut: [] };

/** The same for many at once, in as many statements as for one. In their order. */
export async function findBars(tx: Tx, workspaceId: string, questions: readonly Question[]): Promise<Barred[]> {
  await holdSuppressions(tx, workspaceId);
  if (!(await findSuppressionKey(tx))) return questions.map(() => NOTHING);
  const known = await namesOfKnown(tx, workspaceId, questions);
  const asked = questions.map(({ identity }, index) => [...identifiersAsked(identity), ...(known[index] ?? [])]);
  const all = questions.flatMap(({ found = [] }, index) => [...(asked[index] ?? []), ...found]);
  const suppressed = await findSuppressed(tx, workspaceId, [...new Map(all.map((one) => [keyOf(one), one])).values()]);
  if (suppressed.length === 0) return questions.map(() => NOTHING);
  return questions.map(({ found = [] }, index) => judge(suppressed, asked[index] ?? [], found));
}

/** Of what is on the list, the gravest reason first, what concerns this one. */
function judge(all: readonly Suppressed[], asked: readonly Identifier[], found: readonly Identifier[]): Barred {
  const askedKeys = new Set(asked.map(keyOf));
  const keys = new Set([...askedKeys, ...found.map(keyOf)]);
  const suppressed = all.filter((one) => keys.has(keyOf(one)));
  return {
    bar: suppressed.find((one) => namesPerson(one) || askedKeys.has(keyOf(one))) ?? null,
    leftOut: suppressed.filter((one) => !namesPerson(one)),
  };
}

const keyOf = ({ kind, value }: Identifier): string => `${kind} ${value}`;

const KINDS = { apollo: "apollo", email: "email", linkedin: "linkedin" } as const;

/** Of each one asked for, the other names of whoever of ours it may be. */
async function namesOfKnown(tx: Tx, workspaceId: string, questions: readonly Question[]): Promise<Identifier[][]> {
  const asked = questions.map(({ identity }) => namesAsked(identity).filter(({ kind }) => kind !== "name_domain"));
  const people = Map.groupBy(
    await findKnownPeople(tx, workspaceId, asked.flat()),
    ({ kind, value }) => `${kind} ${value}`,
  );
  if (people.size === 0) return [];
  const rows = await tx.personIdentity.findMany({
    where: {
      ...{ workspaceId, kind: { in: Object.keys(KINDS) } },
      personId: { in: [...new Set([...people.values()].flat().map(({ personId }) => personId))] },
    },
    select: { personId: true, kind: true, value: true },
  });
  const names = Map.groupBy(rows, ({ personId }) => personId);
  return asked.map((given) => {
    const ids = given
      .flatMap(({ kind, value }) => people.get(`${kind} ${value}`) ?? [])
      .map(({ personId }) => personId);
    return [...new Set(ids)].flatMap((id) => names.get(id) ?? []).flatMap(spell);
  });
}

function spell({ kind, value }: { kind: string; value: string }): Identifier[] {
  const text = kind === "linkedin" ? `https://www.linkedin.com/in/${value}` : value;
  const identifier = identifierOf(KINDS[kind as keyof typeof KINDS], text);
  return identifier ? [identifier] : [];
}
