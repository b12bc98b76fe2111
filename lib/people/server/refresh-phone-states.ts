import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

/**
 * Says anew how these people's numbers stand, from what their lookups say and from the numbers that are there: what is
 * still awaited comes first, then what has arrived, then why nothing has. Who was never asked for keeps the old word.
 */
export async function refreshPhoneStates(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const ids = Prisma.join([...new Set(personIds)]);
  // Held before the lookups are read: of two transactions that end a wait at once, the second sees what the first wrote.
  await tx.$queryRaw`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND id IN (${ids}) ORDER BY id FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    WITH said AS (
      SELECT person_id,
             CASE WHEN options->>'waterfallPhone' IS DISTINCT FROM 'true' THEN phone_state
                  WHEN waterfall_state = 'delivered' THEN 'none_found' -- an address may be all it brought
                  ELSE waterfall_state END AS state
        FROM lookup l WHERE workspace_id = ${workspaceId} AND person_id IN (${ids})
         AND NOT EXISTS (SELECT FROM person_observation o WHERE o.workspace_id = ${workspaceId} -- its numbers were taken back
                            AND o.attempt_id = l.attempt_id AND o.person_id = l.person_id AND o.undone_at IS NOT NULL)
       UNION ALL
      SELECT person_id, 'delivered' FROM person_phone WHERE workspace_id = ${workspaceId} AND person_id IN (${ids})
    ), standing AS (
      SELECT DISTINCT ON (person_id) person_id, state FROM said
       WHERE state = ANY (${RANKED}) ORDER BY person_id, array_position(${RANKED}, state)
    )
    UPDATE person p SET phone_state = s.state, updated_at = now()
      FROM standing s WHERE p.id = s.person_id AND p.workspace_id = ${workspaceId} AND p.phone_state <> s.state`;
}

/** The strongest first. */
const RANKED = ["waiting", "late", "delivered", "none_found", "failed", "expired"];
