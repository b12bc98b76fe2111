import "server-only";
import { Prisma } from "@/lib/db/client";

type KeyRef = { id: string; workspaceId: string };

/**
 * SQL: `IN` this key and the workspace's other keys of the same team, deleted ones too. The provider counts credits by team,
 * so that calls of all of them move one counter.
 */
export function ofSameTeam({ id, workspaceId }: KeyRef): Prisma.Sql {
  return Prisma.sql`IN (SELECT t.id FROM api_key t JOIN api_key own ON own.id = ${id} AND own.workspace_id = t.workspace_id
                         WHERE t.workspace_id = ${workspaceId} AND (t.id = own.id OR t.team_id = own.team_id))`;
}
