import "server-only";
import { randomBytes } from "node:crypto";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { apolloFor } from "@/lib/apollo/configured";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction } from "@/lib/db/client";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import { log } from "@/lib/log/log";
import { needsWebhook } from "@/lib/lookups/lookup";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { findBar } from "@/lib/lookups/server/find-bar";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { ASKERS_GONE, endForsaken } from "@/lib/lookups/server/end-forsaken";
import { MATCH_ENDPOINT, webhookUrlOf, type ReadyAttempt } from "@/lib/lookups/server/ready-attempt";
import { readStoredIdentity, readStoredOptions } from "@/lib/lookups/server/read-request";
import { refuseAttempt } from "@/lib/lookups/server/refuse-attempt";
import { sendAttempt } from "@/lib/lookups/server/send-attempt";

const AT_ONCE = 4;

type Claimed = {
  id: string;
  workspaceId: string;
  workspaceKind: "practice" | "live";
  apiKeyId: string;
  sealed: string | null;
  keyVersion: number;
  sends: number;
  request: unknown;
};

/**
 * Sends what was told to wait, or was approved, and whose time has come, oldest first, and ends what nobody may ask for any
 * more. Returns how many were sent. Safe with any number of workers.
 */
export async function sendReserved(): Promise<number> {
  await endForsaken();
  let sent = 0;
  const lane = async () => {
    for (let ready = await claimNext(); ready; ready = await claimNext()) {
      if (await refuseIfSuppressed(ready)) continue;
      await sendAttempt(ready);
      sent += 1;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const ended of lanes) {
    if (ended.status === "rejected") log.warn({ err: ended.reason as unknown }, "a reserved attempt could not be sent");
  }
  return sent;
}

/**
 * Takes one attempt up as its only sender, with the workspace's present key and a new callback token; commits that
 * before the call. Without a key in use the queue waits.
 */
async function claimNext(): Promise<ReadyAttempt | null> {
  const token = randomBytes(32).toString("base64url");
  const [claimed] = await db.$queryRaw<Claimed[]>`
    UPDATE attempt a SET state = 'sending', sends = a.sends + 1, sent_at = now(), send_after = NULL,
                         sender = ${INSTANCE_ID}, api_key_id = k.id, token_hash = ${new Uint8Array(sha256(token))}
      FROM api_key k, workspace w
     WHERE k.workspace_id = a.workspace_id AND k.is_default AND k.state = 'active' AND w.id = a.workspace_id
       AND a.id = (SELECT r.id FROM attempt r JOIN api_key rk ON rk.workspace_id = r.workspace_id
                      AND rk.is_default AND rk.state = 'active'
                    WHERE r.state = 'reserved' AND r.send_after <= now() AND r.erased_at IS NULL AND NOT ${ASKERS_GONE}
                      AND NOT EXISTS (SELECT FROM provider_pause p WHERE p.api_key_id = rk.id
                                       AND p.endpoint = ${MATCH_ENDPOINT} AND p.paused_until > now())
                    ORDER BY r.send_after, r.id LIMIT 1 FOR UPDATE OF r SKIP LOCKED)
    RETURNING a.id, a.workspace_id AS "workspaceId", w.kind AS "workspaceKind", k.id AS "apiKeyId",
              k.sealed, k.key_version AS "keyVersion", a.sends, a.request`;
  if (!claimed) return null;
  const { id: attemptId, workspaceId, workspaceKind, apiKeyId, sends } = claimed;
  const shared = await copyToLookups(db, { id: attemptId, workspaceId }, { outcome: "looking_up", errorCode: null });
  await notifyLookups(db, workspaceId, shared);
  const options = readStoredOptions(claimed.request);
  return {
    ...{ workspaceId, attemptId, apiKeyId, sends, options },
    identity: readStoredIdentity(claimed.request),
    webhookUrl: needsWebhook(options) ? webhookUrlOf(token) : null,
    client: apolloFor(workspaceKind, openApiKey({ ...claimed, id: apiKeyId })),
  };
}

/** Whoever came onto the list while the lookup waited is not asked for. */
function refuseIfSuppressed({ attemptId: id, workspaceId, identity, sends }: ReadyAttempt): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { bar } = await findBar(tx, workspaceId, { identity });
    return bar !== null && refuseAttempt(tx, { id, workspaceId, bar, from: "sending", sends });
  });
}
