import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { PENDING_STATES, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";
import { judgeMatch, WEAK_BELOW } from "@/lib/lookups/match-guard";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { judgeHolding, type BoughtBefore, type Holding } from "@/lib/lookups/store-answer";
import { linkedinSlugOf } from "@/lib/people/profile";
import { findKnownPeople } from "@/lib/people/server/find-known-people";
import { emailName, nameAtDomain, type PersonName } from "@/lib/people/server/index-identities";

export type KnownPerson = {
  id: string;
  apolloId: string;
  fullName: string;
  title: string | null;
  companyName: string | null;
};
export type StoreAnswer = { person: KnownPerson; holding: Holding };
type Asked = { identity: LookupIdentity; options: LookupOptions };

type AskedTogether = { identities: readonly LookupIdentity[]; options: LookupOptions };

/**
 * The person asked for, when they are ours and were enriched within the workspace's fresh days, with what we hold of what
 * is asked for. Null when nobody fits, several do, or the names given point to different people.
 */
export async function findAnswerInStore(
  tx: Tx,
  workspaceId: string,
  { identity, options }: Asked,
): Promise<StoreAnswer | null> {
  const [answer = null] = await findAnswersInStore(tx, workspaceId, { identities: [identity], options });
  return answer;
}

/** The same for many at once, in as many statements as for one. In their order. */
export async function findAnswersInStore(
  tx: Tx,
  workspaceId: string,
  { identities, options }: AskedTogether,
): Promise<(StoreAnswer | null)[]> {
  const people = await findNamedPeople(tx, workspaceId, identities);
  const bought = await listBought(tx, workspaceId, [...new Set(people.flatMap((person) => person?.id ?? []))]);
  return people.map((person) => {
    const holding = person && judgeHolding(options, bought.get(person.id) ?? []);
    return person && holding && { person, holding };
  });
}

async function findNamedPeople(
  tx: Tx,
  workspaceId: string,
  identities: readonly LookupIdentity[],
): Promise<(KnownPerson | null)[]> {
  const asked = identities.map(namesAsked);
  const known = new Map<string, string[]>();
  for (const { kind, value, personId } of await findKnownPeople(tx, workspaceId, asked.flat()))
    known.set(`${kind} ${value}`, [...(known.get(`${kind} ${value}`) ?? []), personId]);
  const ids = asked.map((names) => idNamed(names.map(({ kind, value }) => known.get(`${kind} ${value}`) ?? [])));
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return ids.map(() => null);
  const rows = await tx.person.findMany({
    where: { id: { in: wanted }, workspaceId },
    include: { emails: { where: { wrongAt: null }, select: { address: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return identities.map((identity, index) => {
    const row = byId.get(ids[index] ?? "");
    return row && fits(identity, row) ? row : null;
  });
}

/** Every name given must be known, and all of them of one person. */
function idNamed(peopleByName: readonly (readonly string[])[]): string | null {
  const [id, ...others] = new Set(peopleByName.flat());
  return id === undefined || others.length > 0 || peopleByName.some((people) => people.length === 0) ? null : id;
}

/** The names by which our own people are looked for: the strong ones, or else name and domain. */
export function namesAsked({ apolloId, email, hashedEmail, linkedinUrl, ...identity }: LookupIdentity): PersonName[] {
  const slug = linkedinSlugOf(linkedinUrl ?? null);
  const strong: PersonName[] = [
    ...(apolloId ? [{ kind: "apollo" as const, value: apolloId }] : []),
    ...(email ? [emailName(email)] : []),
    ...(hashedEmail
      ? [{ kind: hashedEmail.length === 32 ? ("md5" as const) : ("sha256" as const), value: hashedEmail }]
      : []),
    ...(slug ? [{ kind: "linkedin" as const, value: slug }] : []),
  ];
  const name = identity.fullName ?? [identity.firstName, identity.lastName].filter(Boolean).join(" ");
  if (strong.length > 0 || linkedinUrl || !name || !identity.companyDomain) return strong;
  return [{ kind: "name_domain", value: nameAtDomain(name, identity.companyDomain) }];
}

type PersonRow = {
  apolloId: string;
  fullName: string;
  linkedinUrl: string | null;
  companyName: string | null;
  companyDomain: string | null;
  employment: unknown;
  emails: { address: string }[];
};

const Employers = z.array(z.object({ companyName: z.string().nullable() })).catch([]);

/** The same question as for an answer of the provider: is this whom was asked for? */
function fits(identity: LookupIdentity, row: PersonRow): boolean {
  const past = Employers.parse(row.employment).map(({ companyName }) => ({ name: companyName, domain: null }));
  const { apolloId, fullName, linkedinUrl } = row;
  const { score } = judgeMatch(identity, {
    ...{ apolloId, fullName, linkedinUrl, email: null },
    personalEmails: row.emails.map(({ address }) => address),
    companies: [{ name: row.companyName, domain: row.companyDomain }, ...past],
  });
  return score >= WEAK_BELOW;
}

const Options = z.object({
  revealPersonalEmails: z.boolean().catch(false),
  revealPhoneNumber: z.boolean().catch(false),
  waterfallEmail: z.boolean().catch(false),
  waterfallPhone: z.boolean().catch(false),
});

type BoughtRow = {
  personId: string;
  id: string;
  request: unknown;
  phoneState: string;
  waterfallState: string;
  settledAt: Date;
};

/** By person, under every provider's id that the record goes by. What was taken back is not held. */
async function listBought(
  tx: Tx,
  workspaceId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, BoughtBefore[]>> {
  const bought = new Map<string, BoughtBefore[]>();
  if (personIds.length === 0) return bought;
  const rows = await tx.$queryRaw<BoughtRow[]>`
    SELECT p.id AS "personId", b.* FROM unnest(${[...personIds]}::text[]) AS p (id) CROSS JOIN LATERAL (
      SELECT a.id, a.request, a.phone_state AS "phoneState", a.waterfall_state AS "waterfallState", a.settled_at AS "settledAt"
        FROM attempt a JOIN workspace w ON w.id = a.workspace_id
       WHERE a.workspace_id = ${workspaceId} AND a.state = 'matched'
         AND a.returned_apollo_id IN (SELECT value FROM person_identity
                                       WHERE workspace_id = ${workspaceId} AND person_id = p.id AND kind = 'apollo')
         AND NOT EXISTS (SELECT FROM person_observation o WHERE o.workspace_id = ${workspaceId}
                            AND o.attempt_id = a.id AND o.undone_at IS NOT NULL)
         AND a.settled_at > now() - make_interval(days => w.fresh_days)
         AND a.erased_at IS NULL AND a.decision IS DISTINCT FROM 'rejected'
         AND (a.guard_score IS NULL OR a.guard_score >= ${WEAK_BELOW} OR a.decision = 'accepted')
       ORDER BY a.settled_at DESC LIMIT 20) AS b`;
  for (const { personId, id, request, phoneState, waterfallState, settledAt } of rows) {
    const one = {
      attemptId: id,
      options: Options.parse(request),
      phoneState: wordOf(PENDING_STATES, phoneState),
      waterfallState: wordOf(PENDING_STATES, waterfallState),
      settledAt,
    };
    bought.set(personId, [...(bought.get(personId) ?? []), one]);
  }
  return bought;
}
