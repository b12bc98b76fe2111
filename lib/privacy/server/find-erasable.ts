import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { Scope } from "@/lib/privacy/server/erasure-scope";

type Found = { id: string }[];

/** Attempts that asked for the person or found them, an answer that nobody could place among them. */
export function findAttempts(tx: Tx, workspaceId: string, scope: Scope): Promise<Found> {
  const { apolloIds, personIds } = scope;
  return tx.$queryRaw<Found>`
    SELECT a.id FROM attempt a
     WHERE a.workspace_id = ${workspaceId}
       AND (a.returned_apollo_id = ANY (${apolloIds}) OR a.requested_apollo_id = ANY (${apolloIds})
            OR a.id IN (SELECT l.attempt_id FROM lookup l WHERE l.workspace_id = ${workspaceId} AND l.person_id = ANY (${personIds}))
            OR ${asksFor(Prisma.sql`a.request`, scope)}
            OR (a.returned_apollo_id IS NULL AND a.response_body IS NOT NULL AND ${mentions(Prisma.sql`a.response_body`, scope)}))
     ORDER BY a.id`;
}

/** Lookups of the person that have no attempt of theirs left: answered from what we had, or refused. */
export function findLookups(tx: Tx, workspaceId: string, scope: Scope): Promise<Found> {
  return tx.$queryRaw<Found>`
    SELECT l.id FROM lookup l
     WHERE l.workspace_id = ${workspaceId}
       AND (l.person_id = ANY (${scope.personIds}) OR ${asksFor(Prisma.sql`l.input`, scope)})
     ORDER BY l.id`;
}

/**
 * The person's records: those that were named, and whoever was merged with one of them before or since, however often. A record
 * that went lives on in the one that took it in.
 */
export async function findPeople(tx: Tx, workspaceId: string, scope: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<Found>`
    WITH RECURSIVE theirs (id) AS (
      SELECT unnest(${scope.personIds}::text[])
       UNION SELECT person_id FROM person_identity
              WHERE workspace_id = ${workspaceId} AND kind = 'apollo' AND value = ANY (${scope.apolloIds})
       UNION SELECT unnest(ARRAY[m.survivor_id, m.absorbed_id]) FROM person_merge m
              JOIN theirs t ON t.id IN (m.survivor_id, m.absorbed_id)
              WHERE m.workspace_id = ${workspaceId} AND m.undone_at IS NULL)
    SELECT id FROM theirs ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** Bodies that name the person, whichever attempt they came for. */
export function findBodies(tx: Tx, workspaceId: string, scope: Scope): Promise<Found> {
  return tx.$queryRaw<Found>`
    SELECT d.id FROM delivery d
     WHERE d.workspace_id = ${workspaceId} AND octet_length(d.body) > 0 AND ${mentions(Prisma.sql`d.body`, scope)}
     ORDER BY d.id`;
}

/** Whether this JSON asks for the person, by whatever it asks. */
export function asksFor(asked: Prisma.Sql, scope: Scope): Prisma.Sql {
  const { apolloIds, emails, hashes, linkedinUrls, names, domains, companies, namesAtDomains } = scope;
  const name = Prisma.sql`lower(coalesce(${asked} ->> 'fullName', concat_ws(' ', ${asked} ->> 'firstName', ${asked} ->> 'lastName')))`;
  return Prisma.sql`(
       lower(${asked} ->> 'apolloId') = ANY (${apolloIds}) OR lower(${asked} ->> 'email') = ANY (${emails})
    OR lower(${asked} ->> 'hashedEmail') = ANY (${hashes}) OR lower(${asked} ->> 'linkedinUrl') = ANY (${linkedinUrls})
    OR ${name} || '@' || lower(${asked} ->> 'companyDomain') = ANY (${namesAtDomains})
    OR (${name} = ANY (${names}) AND (lower(${asked} ->> 'companyDomain') = ANY (${domains})
                                      OR lower(${asked} ->> 'companyName') = ANY (${companies}))))`;
}

/** In the bytes as they came: what is not ASCII is escaped, and none of these values has any. */
function mentions(bytes: Prisma.Sql, { apolloIds, emails, numbers }: Scope): Prisma.Sql {
  const patterns = [...apolloIds, ...emails, ...numbers.filter((number) => number.startsWith("+"))].map(
    (value) => `%${value.replace(/[\\%_]/g, "\\$&")}%`,
  );
  return Prisma.sql`encode(${bytes}, 'escape') ILIKE ANY (${patterns})`;
}
