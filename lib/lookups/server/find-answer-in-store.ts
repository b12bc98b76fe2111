import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { PENDING_STATES, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";
import { judgeMatch, WEAK_BELOW } from "@/lib/lookups/match-guard";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { judgeHolding, type BoughtBefore, type Holding } from "@/lib/lookups/store-answer";
import { nameAtDomain } from "@/lib/people/name-at-domain";
import { linkedinSlugOf } from "@/lib/people/profile";
import { findKnownPeople } from "@/lib/people/server/find-known-people";
import { emailName, type PersonName } from "@/lib/people/server/index-identities";

export type KnownPerson = {
  id: string;
  apolloId: string;
  fullName: string;
  title: string | null;
  companyName: string | null;
};
export type StoreAnswer = { person: KnownPerson; holding: Holding };
type Asked = { identity: LookupIdentity; options: LookupOptions };

/**
 * The person asked for, when they are ours and were enriched within the workspace's fresh days, with what we hold of what
 * is asked for. Null when nobody fits, several do, or the names given point to different people.
 */
export async function findAnswerInStore(
  tx: Tx,
  workspaceId: string,
  { identity, options }: Asked,
): Promise<StoreAnswer | null> {
  const person = await findNamedPerson(tx, workspaceId, identity);
  if (!person) return null;
  const holding = judgeHolding(options, await listBought(tx, workspaceId, person.id));
  return holding && { person, holding };
}

async function findNamedPerson(tx: Tx, workspaceId: string, identity: LookupIdentity): Promise<KnownPerson | null> {
  const names = namesAsked(identity);
  const found = await findKnownPeople(tx, workspaceId, names);
  const [id, ...others] = new Set(found.map(({ personId }) => personId));
  // Every name given must be known, and all of them of one person.
  if (id === undefined || others.length > 0 || found.length < names.length) return null;
  const row = await tx.person.findFirst({
    where: { id, workspaceId },
    include: { emails: { where: { wrongAt: null }, select: { address: true } } },
  });
  return row && fits(identity, row) ? row : null;
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

type BoughtRow = { id: string; request: unknown; phoneState: string; waterfallState: string; settledAt: Date };

/** Under every provider's id that the record goes by. What was taken back is not held. */
async function listBought(tx: Tx, workspaceId: string, personId: string): Promise<BoughtBefore[]> {
  const rows = await tx.$queryRaw<BoughtRow[]>`
    SELECT a.id, a.request, a.phone_state AS "phoneState", a.waterfall_state AS "waterfallState", a.settled_at AS "settledAt"
      FROM attempt a JOIN workspace w ON w.id = a.workspace_id
     WHERE a.workspace_id = ${workspaceId} AND a.state = 'matched'
       AND a.returned_apollo_id IN (SELECT value FROM person_identity
                                     WHERE workspace_id = ${workspaceId} AND person_id = ${personId} AND kind = 'apollo')
       AND NOT EXISTS (SELECT FROM person_observation o WHERE o.workspace_id = ${workspaceId}
                          AND o.attempt_id = a.id AND o.undone_at IS NOT NULL)
       AND a.settled_at > now() - make_interval(days => w.fresh_days)
       AND a.erased_at IS NULL AND a.decision IS DISTINCT FROM 'rejected'
       AND (a.guard_score IS NULL OR a.guard_score >= ${WEAK_BELOW} OR a.decision = 'accepted')
     ORDER BY a.settled_at DESC LIMIT 20`;
  return rows.map(({ id, request, phoneState, waterfallState, settledAt }) => ({
    attemptId: id,
    options: Options.parse(request),
    phoneState: wordOf(PENDING_STATES, phoneState),
    waterfallState: wordOf(PENDING_STATES, waterfallState),
    settledAt,
  }));
}
