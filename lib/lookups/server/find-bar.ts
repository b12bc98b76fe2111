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

/** The same of one. */
export async function findBar(tx: Tx, workspaceId: string, question: Question): Promise<Barred> {
  const [barred = NOTHING] = await findBars(tx, workspaceId, [question]);
  return barred;
}

const NOTHING: Barred = { bar: null, leftOut: [] };

/**
 * Asks the suppression list about several people, and holds it as it is until the transaction ends. Somebody of ours is also
 * recognised by every other name that we know of them. In the order given.
 */
export async function findBars(tx: Tx, workspaceId: string, questions: readonly Question[]): Promise<Barred[]> {
  await holdSuppressions(tx, workspaceId);
  if (!(await findSuppressionKey(tx))) return questions.map(() => NOTHING);
  const named = await namesOfKnown(
    tx,
    workspaceId,
    questions.map(({ identity }) => identity),
  );
  const asked = questions.map(({ identity }, at) => [...identifiersAsked(identity), ...(named[at] ?? [])]);
  const found = questions.map((question) => question.found ?? []);
  const suppressed = await findSuppressed(tx, workspaceId, [...asked, ...found].flat());
  return questions.map((_, at) => barredOf(suppressed, { asked: asked[at] ?? [], found: found[at] ?? [] }));
}

type Named = { asked: readonly Identifier[]; found: readonly Identifier[] };

function barredOf(suppressed: readonly Suppressed[], { asked, found }: Named): Barred {
  const isIn = (names: readonly Identifier[]) => {
    const texts = new Set(names.map(textOf));
    return (one: Identifier) => texts.has(textOf(one));
  };
  const isAsked = isIn(asked);
  const own = suppressed.filter(isIn([...asked, ...found]));
  return {
    bar: own.find((one) => namesPerson(one) || isAsked(one)) ?? null,
    leftOut: own.filter((one) => !namesPerson(one)),
  };
}

const textOf = ({ kind, value }: Identifier) => `${kind} ${value}`;

const KINDS = { apollo: "apollo", email: "email", linkedin: "linkedin" } as const;

/** In the order of the identities. */
async function namesOfKnown(
  tx: Tx,
  workspaceId: string,
  identities: readonly LookupIdentity[],
): Promise<Identifier[][]> {
  const asked = identities.map((identity) => namesAsked(identity).filter(({ kind }) => kind !== "name_domain"));
  const people = await findKnownPeople(tx, workspaceId, asked.flat());
  if (people.length === 0) return identities.map(() => []);
  const names = await tx.personIdentity.findMany({
    where: { workspaceId, personId: { in: people.map(({ personId }) => personId) }, kind: { in: Object.keys(KINDS) } },
    select: { personId: true, kind: true, value: true },
  });
  return asked.map((own) => {
    const isOwn = (one: { kind: string; value: string }) =>
      own.some(({ kind, value }) => kind === one.kind && value === one.value);
    const known = new Set(people.filter(isOwn).map(({ personId }) => personId));
    return names.filter(({ personId }) => known.has(personId)).flatMap(toIdentifier);
  });
}

function toIdentifier({ kind, value }: { kind: string; value: string }): Identifier[] {
  const text = kind === "linkedin" ? `https://www.linkedin.com/in/${value}` : value;
  const identifier = identifierOf(KINDS[kind as keyof typeof KINDS], text);
  return identifier ? [identifier] : [];
}
