import "server-only";
import { randomBytes } from "node:crypto";
import { findDefaultKey } from "@/lib/api-keys/server/find-default-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import type { ApolloClient } from "@/lib/apollo/client";
import { apolloFor } from "@/lib/apollo/configured";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { creditCeiling } from "@/lib/credits/credits";
import { holdCredits } from "@/lib/credits/server/settle-attempt-credits";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import { identityKey, labelOf, needsWebhook, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";
import { normaliseIdentity } from "@/lib/lookups/normalise";
import type { RequestLookupInput } from "@/lib/lookups/schema";
import { createAttempt } from "@/lib/lookups/server/attempt-store";
import { sendAttempt } from "@/lib/lookups/server/send-attempt";

/** A lookup that is written and about to be sent. */
export type PlannedLookup = {
  lookupId: string;
  attemptId: string;
  identity: LookupIdentity;
  options: LookupOptions;
  webhookUrl: string | null;
  client: ApolloClient;
};

/**
 * Admin and rep: looks one person up and answers when it is settled. Costs at most `creditCeiling`; refusals before the
 * call cost nothing. What becomes of the call is a state of the lookup, not a throw.
 */
export async function requestLookup(viewer: Viewer, input: RequestLookupInput): Promise<{ lookupId: string }> {
  requireRole(viewer, "admin", "rep");
  const normalised = normaliseIdentity(input);
  if (!normalised.ok)
    throw new AppError("invalid_input", "identity refused", { fields: withoutAbsent(normalised.fields) });
  const options = readOptions(input);
  // Suppression, the store and joining in flight are asked here, in this order, before anything is held.
  const planned = await planLookup(viewer, normalised.identity, options);
  await sendAttempt(viewer, planned);
  return { lookupId: planned.lookupId };
}

/** Holds the ceiling and writes lookup and attempt in one commit, before the call. */
async function planLookup(viewer: Viewer, identity: LookupIdentity, options: LookupOptions): Promise<PlannedLookup> {
  const { workspaceId, userId } = viewer;
  if (viewer.workspaceKind === "live" && needsWebhook(options) && !describeWebhookReach().isPublicHttps) {
    throw new AppError("webhook_unreachable", "APP_URL is not public HTTPS");
  }
  const key = await findDefaultKey(db, workspaceId);
  if (!key) throw new AppError("key_missing", `workspace ${workspaceId} has no default key`);
  const token = randomBytes(32).toString("base64url");
  const ceiling = creditCeiling(options);
  const planned: PlannedLookup = {
    lookupId: newId("lookup"),
    attemptId: newId("attempt"),
    identity,
    options,
    // Opened before anything is held: a key ring that does not fit stops the lookup here.
    client: apolloFor(viewer.workspaceKind, openApiKey(key)),
    webhookUrl: needsWebhook(options) ? `${env.APP_URL}/api/webhooks/apollo/${token}` : null,
  };
  const phoneState = options.revealPhoneNumber && !options.waterfallPhone ? "waiting" : "not_asked";
  const waterfallState = options.waterfallEmail || options.waterfallPhone ? "waiting" : "not_asked";
  const { lookupId, attemptId } = planned;
  await inTransaction(async (tx) => {
    await createAttempt(tx, {
      id: attemptId,
      workspaceId,
      apiKeyId: key.id,
      identity: identityKey(identity, options),
      tokenHash: new Uint8Array(sha256(token)),
      request: { ...identity, ...options },
      requestedApolloId: identity.apolloId ?? null,
      phoneState,
      waterfallState,
      sentAt: new Date(),
    });
    await tx.lookup.create({
      data: {
        id: lookupId,
        workspaceId,
        userId,
        attemptId,
        phoneState,
        waterfallState,
        input: identity,
        options,
        label: labelOf(identity),
        outcome: "looking_up",
      },
    });
    await holdCredits(tx, { workspaceId, attemptId, userId, ceiling });
    await tx.apiKey.updateMany({ where: { id: key.id, workspaceId }, data: { lastUsedAt: new Date() } });
    await notifyChanged(tx, { workspaceId, kind: "lookup", ids: [lookupId], userId });
  });
  return planned;
}

function readOptions({
  revealPersonalEmails,
  revealPhoneNumber,
  waterfallEmail,
  waterfallPhone,
}: RequestLookupInput): LookupOptions {
  return { revealPersonalEmails, revealPhoneNumber, waterfallEmail, waterfallPhone };
}

function withoutAbsent(fields: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
