import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { creditsSpared } from "@/lib/credits/credits";
import type { Tx } from "@/lib/db/client";
import { findAnswerInStore } from "@/lib/lookups/server/find-answer-in-store";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { writeLookup, type AskedLookup } from "@/lib/lookups/server/write-lookup";

/**
 * Answers a lookup with the person we have, for nothing, when all that is asked for is ours and fresh. A phone that is
 * still on its way is shared with the lookup that bought it. Returns the new lookup's id, or null when the provider must be asked.
 */
export async function answerFromStore(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<string | null> {
  const { workspaceId, userId } = viewer;
  const answer = await findAnswerInStore(tx, workspaceId, asked);
  if (!answer || answer.holding.missing.length > 0) return null;
  const { follows, phoneState, waterfallState } = answer.holding;
  if (follows && !(await stillComes(tx, workspaceId, follows.attemptId))) return null;
  const id = await writeLookup(tx, viewer, {
    ...asked,
    standing: {
      outcome: "matched",
      personId: answer.person.id,
      attemptId: follows?.attemptId ?? null,
      ...{ phoneState, waterfallState },
      answeredFrom: "store",
      creditsSaved: creditsSpared(asked.options),
      settledAt: new Date(),
    },
  });
  await notifyLookups(tx, workspaceId, [{ id, userId }]);
  return id;
}

/** Held against whoever applies its callback, so that this lookup is there when the states are copied. */
async function stillComes(tx: Tx, workspaceId: string, attemptId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM attempt WHERE id = ${attemptId} AND workspace_id = ${workspaceId} AND erased_at IS NULL
       AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late')) FOR SHARE`;
  return rows.length === 1;
}
