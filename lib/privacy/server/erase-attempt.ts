import "server-only";
import type { Tx } from "@/lib/db/client";
import { ERASED_LABEL, forgetAnswer, forgetAsked } from "@/lib/lookups/server/attempt-erasure-store";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { forgetComments } from "@/lib/lookups/server/review-store";
import { refuseAttempt } from "@/lib/lookups/server/refuse-attempt";
import type { Counts } from "@/lib/privacy/server/erasure-store";

/** What was found and is gone now; every other outcome says nothing of the person. */
const TOLD = ["matched", "needs_a_look", "turned_down"];

/**
 * Takes the person out of one attempt, its lookups and its bodies; what it cost stays, and what is still to be billed is
 * booked when it comes. One that waits for its turn is never sent. Doing it again finds nothing to do.
 */
export async function eraseAttempt(tx: Tx, ref: AttemptRef): Promise<Counts> {
  const { id: attemptId, workspaceId } = ref;
  const [attempt] = await tx.$queryRaw<{ state: string; isKnown: boolean }[]>`
    SELECT state, identity NOT LIKE 'erased %' AS "isKnown" FROM attempt
     WHERE id = ${attemptId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  if (!attempt) return {};
  if (attempt.state === "reserved") await refuseAttempt(tx, { ...ref, bar: { reason: "erased" }, from: "reserved" });
  const lookups = await tx.lookup.findMany({
    where: { attemptId, workspaceId, label: { not: ERASED_LABEL } },
    select: { id: true, userId: true },
  });
  await forgetAnswer(tx, ref);
  await forgetAsked(tx, ref);
  await forgetComments(tx, workspaceId, await listLookupIds(tx, ref));
  await tx.lookup.updateMany({
    where: { attemptId, workspaceId, outcome: { in: TOLD } },
    data: { outcome: "erased", errorCode: "erased" },
  });
  // One that is not applied yet is read for what it costs, and then dropped by whoever applies it.
  const deliveries = await tx.$executeRaw`
    UPDATE delivery SET body = ''::bytea, state = 'dropped', reason = 'erased'
     WHERE attempt_id = ${attemptId} AND workspace_id = ${workspaceId} AND state <> 'received' AND octet_length(body) > 0`;
  await notifyLookups(tx, workspaceId, lookups);
  return { calls: attempt.isKnown ? 1 : 0, lookups: lookups.length, deliveries };
}

async function listLookupIds(tx: Tx, { id: attemptId, workspaceId }: AttemptRef): Promise<string[]> {
  const lookups = await tx.lookup.findMany({ where: { attemptId, workspaceId }, select: { id: true } });
  return lookups.map(({ id }) => id);
}
