import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { PersonName } from "@/lib/people/server/index-identities";

/** Of each name. */
const KNOWN_MAX = 100;

/** The workspace's people under each of these names; several where a name is shared. */
export async function findKnownPeople(
  tx: Tx,
  workspaceId: string,
  names: readonly PersonName[],
): Promise<(PersonName & { personId: string })[]> {
  if (names.length === 0) return [];
  const wanted = Prisma.join(names.map(({ kind, value }) => Prisma.sql`(${kind}, ${value})`));
  return tx.$queryRaw`
    SELECT kind, value, person_id AS "personId" FROM person_identity
     WHERE workspace_id = ${workspaceId} AND (kind, value) IN (VALUES ${wanted}) LIMIT ${KNOWN_MAX * names.length}`;
}
