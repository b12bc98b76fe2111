import "server-only";
import { randomBytes } from "node:crypto";
import { findDefaultKey, type SealedKey } from "@/lib/api-keys/server/find-default-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyUse } from "@/lib/api-keys/server/note-key-use";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { apolloFor } from "@/lib/apollo/configured";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { holdCredits } from "@/lib/credits/server/settle-attempt-credits";
import { sha256 } from "@/lib/crypto/digest";
import { inTransaction, type Prisma, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { createLanes } from "@/lib/db/lanes";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { identityKey, needsWebhook } from "@/lib/lookups/lookup";
import { approvalNeeded, askForApproval } from "@/lib/lookups/server/ask-for-approval";
import { answerFromStore } from "@/lib/lookups/server/answer-from-store";
import { createAttempt, type NewAttempt } from "@/lib/lookups/server/attempt-store";
import { MATCH_ENDPOINT, webhookUrlOf, type ReadyAttempt } from "@/lib/lookups/server/ready-attempt";
import { joinUnderWay } from "@/lib/lookups/server/join-under-way";
import { refuseSuppressed } from "@/lib/lookups/server/refuse-suppressed";
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
export function placeLookup(viewer: Viewer, asked: AskedLookup): Promise<Placed> {
  return placeInTurn((tx) => findPlace(tx, viewer, asked));
}

/** Looks for a place, each time in a transaction of its own, until there is one. */
export async function placeInTurn(find: (tx: Tx) => Promise<Placed | null>): Promise<Placed> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const placed = await inLane(() => inTransaction(find));
    if (placed) return placed;
  }
  throw new AppError("conflict", "identical lookups kept coming and going");
}

/**
 * What costs nothing needs nobody's approval. Null when an identical attempt has come in between: to be looked for again,
 * with nothing written yet.
 */
export async function findPlace(tx: Tx, viewer: Viewer, asked: AskedLookup): Promise<Placed | null> {
  const refused = await refuseSuppressed(tx, viewer, asked);
  if (refused) return { lookupId: refused, ready: null };
  const answered = asked.isRefresh ? null : await answerFromStore(tx, viewer, asked);
  const shared = answered ?? (await joinUnderWay(tx, viewer, asked));
  if (shared) return { lookupId: shared, ready: null };
  requireWayBack(viewer, asked);
  const price = await priceLookup(tx, viewer.workspaceId, asked.options);
  const { ceiling } = price;
  const threshold = asked.approved ? null : approvalNeeded(viewer, price);
  if (!threshold) return planCall(tx, viewer, { asked, ceiling });
  const lookupId = await askForApproval(tx, viewer, { asked, ceiling, threshold });
  return lookupId === null ? null : { lookupId, ready: null };
}

type Sent = Pick<AskedLookup, "options">;

/** Whether what comes later could reach us, or nothing does. */
export function hasWayBack({ workspaceKind }: Pick<Viewer, "workspaceKind">, { options }: Sent): boolean {
  return workspaceKind !== "live" || !needsWebhook(options) || describeWebhookReach().isPublicHttps;
}

/** Throws where it could not. */
export function requireWayBack(viewer: Viewer, sent: Sent): void {
  if (!hasWayBack(viewer, sent)) throw new AppError("webhook_unreachable", "APP_URL is not public HTTPS");
}

type Priced = { asked: AskedLookup; ceiling: Prisma.Decimal };

async function planCall(tx: Tx, viewer: Viewer, { asked, ceiling }: Priced): Promise<Placed | null> {
  const { workspaceId, userId, workspaceKind } = viewer;
  const { identity, options, approved, isLeftToWorker } = asked;
  const key = await requireUsableKey(tx, workspaceId);
  // Opened before anything is held: a key ring that does not fit stops the lookup here.
  const client = apolloFor(workspaceKind, openApiKey(key));
  const token = randomBytes(32).toString("base64url");
  const attempt = newAttempt(viewer, asked, { apiKeyId: key.id, token });
  // Who said yes does not wait for the answer: a worker makes the call.
  const sendAfter = key.pausedUntil ?? (approved || isLeftToWorker ? await readClock(tx) : null);
  if (!(await createAttempt(tx, attempt, sendAfter))) return null;
  await noteKeyUse(tx, { id: key.id, workspaceId });
  const { id: attemptId, phoneState, waterfallState } = attempt;
  const outcome = key.pausedUntil ? "queued" : "looking_up";
  const standing = { attemptId, apiKeyId: key.id, outcome, phoneState, waterfallState, creditsHeld: ceiling };
  const lookupId = await writeLookup(tx, viewer, { ...asked, standing });
  await holdCredits(tx, { workspaceId, attemptId, userId, ceiling, whose: approved?.whose ?? null });
  await notifyLookups(tx, workspaceId, [{ id: lookupId, userId }]);
  if (sendAfter) return { lookupId, ready: null };
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
