import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { creditsSpared } from "@/lib/credits/credits";
import type { Tx } from "@/lib/db/client";
import { identityKey } from "@/lib/lookups/lookup";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { writeLookup, type AskedLookup } from "@/lib/lookups/server/write-lookup";

type UnderWay = {
  id: string;
  apiKeyId: string | null;
  state: string;
  phoneState: string;
  waterfallState: string;
  isSettled: boolean;
};

/**
 * Makes this lookup share an identical attempt (same identity and options) that is under way, or that was answered
 * within the last 10 s, as a double click or a second tab sends it. Returns the new lookup's id, or null when there is none.
 */
export async function joinUnderWay(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<string | null> {
  const { workspaceId, userId } = viewer;
  const attempt = await holdUnderWay(tx, workspaceId, identityKey(asked.identity, asked.options));
  if (!attempt) return null;
  const first = await tx.lookup.findFirst({
    where: { attemptId: attempt.id, workspaceId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { outcome: true, personId: true, errorCode: true, settledAt: true },
  });
  if (!first) return null;
  const id = await writeLookup(tx, viewer, {
    ...asked,
    standing: {
      ...first,
      attemptId: attempt.id,
      apiKeyId: attempt.apiKeyId,
      phoneState: attempt.phoneState,
      waterfallState: attempt.waterfallState,
      answeredFrom: "joined",
      creditsSaved: creditsSpared(asked.options),
    },
  });
  await notifyLookups(tx, workspaceId, [{ id, userId }]);
  return id;
}

/** Held against whoever settles it, so that this lookup is there when the outcome is copied. */
async function holdUnderWay(tx: Tx, workspaceId: string, identity: string): Promise<UnderWay | null> {
  const [attempt] = await tx.$queryRaw<UnderWay[]>`
    SELECT id, api_key_id AS "apiKeyId", state, phone_state AS "phoneState", waterfall_state AS "waterfallState",
           settled_at IS NOT NULL AS "isSettled"
      FROM attempt
     WHERE workspace_id = ${workspaceId} AND identity = ${identity} AND erased_at IS NULL
       AND (settled_at IS NULL OR (state IN ('matched', 'no_match') AND settled_at > now() - interval '10 seconds'))
     ORDER BY created_at DESC LIMIT 1 FOR SHARE`;
  return attempt ?? null;
}
