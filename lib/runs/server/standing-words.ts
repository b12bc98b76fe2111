import "server-only";
import { Prisma } from "@/lib/db/client";

type Place = { workspaceId: string; runId: string };

/**
 * The rows `r` of a run with the lookups `l` that were paid for by it and of which at least one word still counts in somebody's
 * record. What was ours before, or came by somebody else's call, the run did not bring.
 */
export function standingRows({ workspaceId, runId }: Place): Prisma.Sql {
  return Prisma.sql`
    run_row r JOIN lookup l ON l.id = r.lookup_id AND l.workspace_id = r.workspace_id
     WHERE r.run_id = ${runId} AND r.workspace_id = ${workspaceId} AND l.answered_from = 'provider'
       AND EXISTS (SELECT FROM person_observation o
                    WHERE o.workspace_id = r.workspace_id AND o.attempt_id = l.attempt_id AND o.undone_at IS NULL)`;
}
