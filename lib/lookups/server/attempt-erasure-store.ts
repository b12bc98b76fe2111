import "server-only";
import type { Tx } from "@/lib/db/client";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

/** What stands in a lookup's place for whoever was asked for. */
export const ERASED_LABEL = "Somebody who was erased";

/**
 * Nothing of who was found stays with the attempt but the digest of the answer, nothing more is asked for, and bodies
 * that still come are dropped once what they cost is booked.
 */
export async function forgetAnswer(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET erased_at = coalesce(erased_at, now()), returned_apollo_id = NULL, withheld = NULL,
           guard_score = NULL, guard_reasons = NULL, poll_at = NULL,
           error_detail = CASE WHEN response_body IS NOT NULL THEN 'sha256 ' || encode(sha256(response_body), 'hex')
                               WHEN erased_at IS NOT NULL THEN error_detail END,
           response_body = NULL
     WHERE id = ${id} AND workspace_id = ${workspaceId}`;
}

/** Nothing of who was asked for stays with the attempt and its lookups; what was wanted of them stays. */
export async function forgetAsked(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET identity = 'erased ' || id, requested_apollo_id = NULL,
           request = jsonb_strip_nulls(jsonb_build_object(
             'revealPersonalEmails', request -> 'revealPersonalEmails', 'revealPhoneNumber', request -> 'revealPhoneNumber',
             'waterfallEmail', request -> 'waterfallEmail', 'waterfallPhone', request -> 'waterfallPhone'))
     WHERE id = ${id} AND workspace_id = ${workspaceId}`;
  const data = { input: {}, label: ERASED_LABEL, personId: null };
  await tx.lookup.updateMany({ where: { attemptId: id, workspaceId }, data });
}

/** The raw answer is not kept where something of it was left out. */
export async function dropRawAnswer(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  await tx.attempt.updateMany({ where: { id, workspaceId }, data: { responseBody: null } });
}
