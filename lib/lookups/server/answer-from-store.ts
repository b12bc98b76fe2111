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
  const followed = follows && (await holdComing(tx, workspaceId, follows.attemptId));
  if (follows && !followed) return null;
  const id = await writeLookup(tx, viewer, {
    ...asked,
    standing: {
      outcome: "matched",
      personId: answer.person.id,
      attemptId: followed?.id ?? null,
      apiKeyId: followed?.apiKeyId ?? null,
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
async function holdComing(tx: Tx, workspaceId: string, attemptId: string) {
  const [coming] = await tx.$queryRaw<{ id: string; apiKeyId: string | null }[]>`
    SELECT id, api_key_id AS "apiKeyId" FROM attempt
     WHERE id = ${attemptId} AND workspace_id = ${workspaceId} AND erased_at IS NULL
       AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late')) FOR SHARE`;
  return coming ?? null;
}
