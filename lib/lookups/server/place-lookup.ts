import "server-only";
import { randomBytes } from "node:crypto";
import { findDefaultKey, type SealedKey } from "@/lib/api-keys/server/find-default-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyUse } from "@/lib/api-keys/server/note-key-use";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { apolloFor } from "@/lib/apollo/configured";
import type { Viewer } from "@/lib/auth/viewer";
import { creditCeiling } from "@/lib/credits/credits";
import { holdCredits } from "@/lib/credits/server/settle-attempt-credits";
import { sha256 } from "@/lib/crypto/digest";
import { inTransaction, Prisma, type Tx } from "@/lib/db/client";
import { createLanes } from "@/lib/db/lanes";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { identityKey, needsWebhook } from "@/lib/lookups/lookup";
import { answerFromStore } from "@/lib/lookups/server/answer-from-store";
import { createAttempt, type NewAttempt } from "@/lib/lookups/server/attempt-store";
import { MATCH_ENDPOINT, webhookUrlOf, type ReadyAttempt } from "@/lib/lookups/server/ready-attempt";
import { joinUnderWay } from "@/lib/lookups/server/join-under-way";
import { refuseSuppressed } from "@/lib/lookups/server/refuse-suppressed";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { writeLookup, type AskedLookup } from "@/lib/lookups/server/write-lookup";

/** `ready`: the call that is to be made now, committed. Null where none is: answered, joined or waiting for its turn. */
export type Placed = { lookupId: string; ready: ReadyAttempt | null };

const TRIES_MAX = 5;
/** Fewer than there are connections: a storm of lookups leaves some to pages, and waits for itself. */
const inLane = createLanes({ lanesMax: 5, waitMaxMs: 30_000 });

/**
 * Finds a lookup its answer for the least money, in this order: the store, an identical one under way, a call of its own.
 * Before all that the suppression list is asked; who stands on it is not looked for at all.
 * All of it is one commit before anything is sent; of any number of identical lookups one gets the call.
 */
export async function placeLookup(viewer: Viewer, asked: AskedLookup): Promise<Placed> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const placed = await inLane(() => inTransaction((tx) => findPlace(tx, viewer, asked)));
    if (placed) return placed;
  }
  throw new AppError("conflict", "identical lookups kept coming and going");
}

/** Null when an identical attempt has come in between: to be looked for again. */
async function findPlace(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<Placed | null> {
  const refused = await refuseSuppressed(tx, viewer, asked);
  if (refused) return { lookupId: refused, ready: null };
  const answered = asked.isRefresh ? null : await answerFromStore(tx, viewer, asked);
  const shared = answered ?? (await joinUnderWay(tx, viewer, asked));
  return shared ? { lookupId: shared, ready: null } : planCall(tx, viewer, asked);
}

async function planCall(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<Placed | null> {
  const { workspaceId, userId, workspaceKind } = viewer;
  const { identity, options } = asked;
  if (workspaceKind === "live" && needsWebhook(options) && !describeWebhookReach().isPublicHttps) {
    throw new AppError("webhook_unreachable", "APP_URL is not public HTTPS");
  }
  const key = await requireUsableKey(tx, workspaceId);
  // Opened before anything is held: a key ring that does not fit stops the lookup here.
  const client = apolloFor(workspaceKind, openApiKey(key));
  const token = randomBytes(32).toString("base64url");
  const attempt = newAttempt(viewer, asked, { apiKeyId: key.id, token });
  if (!(await createAttempt(tx, attempt, key.pausedUntil))) return null;
  await noteKeyUse(tx, { id: key.id, workspaceId });
  const ceilings = await readCeilings(tx, workspaceId);
  const ceiling = new Prisma.Decimal(String(creditCeiling(options, ceilings)));
  const { id: attemptId, phoneState, waterfallState } = attempt;
  const outcome = key.pausedUntil ? "queued" : "looking_up";
  const standing = { attemptId, outcome, phoneState, waterfallState, creditsHeld: ceiling };
  const lookupId = await writeLookup(tx, viewer, { ...asked, standing });
  await holdCredits(tx, { workspaceId, attemptId, userId, ceiling });
  await notifyLookups(tx, workspaceId, [{ id: lookupId, userId }]);
  if (key.pausedUntil) return { lookupId, ready: null };
  const webhookUrl = needsWebhook(options) ? webhookUrlOf(token) : null;
  return {
    lookupId,
    ready: { workspaceId, attemptId, apiKeyId: key.id, sends: 1, identity, options, webhookUrl, client },
  };
}

function newAttempt(
  { workspaceId }: Viewer,
  { identity, options }: AskedLookup,
  { apiKeyId, token }: { apiKeyId: string; token: string },
): NewAttempt {
  return {
    ...{ id: newId("attempt"), workspaceId, apiKeyId, identity: identityKey(identity, options) },
    tokenHash: new Uint8Array(sha256(token)),
    request: { ...identity, ...options },
    requestedApolloId: identity.apolloId ?? null,
    phoneState: options.revealPhoneNumber && !options.waterfallPhone ? "waiting" : "not_asked",
    waterfallState: options.waterfallEmail || options.waterfallPhone ? "waiting" : "not_asked",
  };
}

/** Throws when no key is there or the provider refuses the one that is; a rate limit only says until when. */
async function requireUsableKey(tx: Tx, workspaceId: string): Promise<SealedKey & { pausedUntil: Date | null }> {
  const key = await findDefaultKey(tx, workspaceId);
  if (!key) throw new AppError("key_missing", `workspace ${workspaceId} has no default key`);
  const pause = await findPause(tx, { apiKeyId: key.id, endpoint: MATCH_ENDPOINT });
  if (pause && pause.reason !== "rate_limited") throw new AppError(pause.reason, `key ${key.id} waits for an admin`);
  return { ...key, pausedUntil: pause?.until ?? null };
}
