import "server-only";
import { parseCallback } from "@/lib/apollo/callback";
import { chargePhones } from "@/lib/credits/server/settle-phone-credits";
import type { Tx } from "@/lib/db/client";

type Place = { workspaceId: string; bulkCallId: string };
type Asked = { id: string; requested: string | null; returned: string | null; isCharged: boolean; isBooked: boolean };

/**
 * Books the mobiles that a bulk call brought for people of whom no answer says who asked for them: on those of its attempts of which is
 * decided that they were charged, as they are decided. Whose each of them is nobody can tell; together it is what was paid. Doing it again
 * changes nothing.
 */
export async function bookUnclaimedPhones(tx: Tx, { workspaceId, bulkCallId }: Place): Promise<void> {
  // One after the other, so that no two count the same attempt.
  await tx.$queryRaw`SELECT id FROM bulk_call WHERE id = ${bulkCallId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  const asked = await tx.$queryRaw<Asked[]>`
    SELECT id, requested_apollo_id AS requested, returned_apollo_id AS returned,
           state = 'unknown' AND decision IS NOT DISTINCT FROM 'charged' AS "isCharged",
           EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = a.id AND e.part = 'phone' AND e.kind = 'charge') AS "isBooked"
      FROM attempt a WHERE bulk_call_id = ${bulkCallId} AND workspace_id = ${workspaceId} ORDER BY position`;
  const charged = asked.filter(({ isCharged }) => isCharged);
  if (charged.length === 0) return;
  const left = (await countUnclaimed(tx, asked)) - charged.filter(({ isBooked }) => isBooked).length;
  const owing = charged.filter(({ isBooked }) => !isBooked).slice(0, Math.max(0, left));
  const charges = owing.map(({ id }) => ({ attemptId: id, mobileDelivered: true, creditsReported: null }));
  if (charges.length > 0) await chargePhones(tx, workspaceId, charges);
}

/** How many people with a mobile their bodies name who are nobody's of them. */
async function countUnclaimed(tx: Tx, asked: readonly Asked[]): Promise<number> {
  const claimed = new Set(asked.flatMap(({ requested, returned }) => [requested, returned]));
  const bodies = await tx.delivery.findMany({
    where: { attemptId: { in: asked.map(({ id }) => id) }, state: { in: ["mismatch", "applied"] } },
    select: { body: true },
  });
  const people = bodies.flatMap(({ body }) => {
    const callback = parseCallback(body);
    return callback.kind === "phone" ? callback.people : [];
  });
  const withMobile = people.filter(({ phones }) => phones.some(({ type }) => type === "mobile"));
  return new Set(withMobile.flatMap(({ apolloId }) => (claimed.has(apolloId) ? [] : [apolloId]))).size;
}
