import "server-only";
import type { Tx } from "@/lib/db/client";

/** The ids of what was done about a person. */
export type Traces = { lookupIds: string[]; attemptIds: string[]; deliveryIds: string[] };

type Known = {
  id: string;
  workspaceId: string;
  apolloId: string;
  identities: readonly { kind: string; value: string }[];
};

/**
 * Everything of the workspace that was asked about this person or names them: lookups that found them, lookups that asked by
 * one of their names and found nobody or somebody else, the calls made for those, whatever those brought, and bodies put
 * aside that carry their provider id.
 */
export async function findTraces(tx: Tx, person: Known): Promise<Traces> {
  const { id, workspaceId } = person;
  const valuesOf = (...kinds: string[]) =>
    person.identities.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  // Of records that were merged into this one too.
  const apolloIds = [person.apolloId, ...valuesOf("apollo")];
  const slugs = valuesOf("linkedin").map((slug) => `%/in/${slug.replace(/[\\%_]/g, "\\$&")}`);
  const lookups = await tx.$queryRaw<{ id: string; attemptId: string | null }[]>`
    SELECT l.id, l.attempt_id AS "attemptId" FROM lookup l LEFT JOIN attempt a ON a.id = l.attempt_id
     WHERE l.workspace_id = ${workspaceId} AND (
       l.person_id = ${id} OR a.requested_apollo_id = ANY (${apolloIds}) OR a.returned_apollo_id = ANY (${apolloIds})
       OR lower(l.input->>'email') = ANY (${valuesOf("email")})
       OR lower(l.input->>'hashedEmail') = ANY (${valuesOf("md5", "sha256")})
       OR l.input->>'apolloId' = ANY (${apolloIds})
       OR lower(rtrim(l.input->>'linkedinUrl', '/')) LIKE ANY (${slugs}))`;
  const called = lookups.flatMap(({ attemptId }) => (attemptId === null ? [] : [attemptId]));
  const deliveries = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM delivery WHERE workspace_id = ${workspaceId} AND (attempt_id = ANY (${called})
        OR (state IN ('mismatch', 'quarantined') AND EXISTS (
          SELECT FROM unnest(${apolloIds}::text[]) AS named WHERE position(convert_to(named, 'UTF8') IN body) > 0)))`;
  return {
    lookupIds: lookups.map((lookup) => lookup.id),
    attemptIds: [...new Set(called)],
    deliveryIds: deliveries.map((delivery) => delivery.id),
  };
}
