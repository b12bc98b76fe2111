import "server-only";
import type { Tx } from "@/lib/db/client";
import type { PersonName } from "@/lib/people/server/index-identities";

/** So many of one name: more are told apart by nobody. */
const SHARED_MAX = 100;

/** The workspace's people under each of these names; several where a name is shared. */
export async function findKnownPeople(
  tx: Tx,
  workspaceId: string,
  names: readonly PersonName[],
): Promise<(PersonName & { personId: string })[]> {
  if (names.length === 0) return [];
  const kinds = names.map(({ kind }) => kind);
  const values = names.map(({ value }) => value);
  return tx.$queryRaw`
    SELECT n.kind, n.value, known.person_id AS "personId"
      FROM (SELECT DISTINCT kind, value FROM unnest(${kinds}::text[], ${values}::text[]) AS given (kind, value)) n
     CROSS JOIN LATERAL (SELECT i.person_id FROM person_identity i
                          WHERE i.workspace_id = ${workspaceId} AND i.kind = n.kind AND i.value = n.value
                          LIMIT ${SHARED_MAX}) known`;
}
