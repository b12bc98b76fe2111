import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import type { CallResult } from "@/lib/apollo/call-result";
import type { ApolloClient, MatchRequest } from "@/lib/apollo/client";
import { apolloFor } from "@/lib/apollo/configured";
import type { MatchAnswer } from "@/lib/apollo/provided";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { PlannedLookup } from "@/lib/lookups/server/request-lookup";
import { settleAttempt } from "@/lib/lookups/server/settle-attempt";

/** Tries in all for a request of which no byte was written. Anything later is never sent twice. */
const TRIES_MAX = 3;
const PAUSE_MS = 200;

/** Makes the attempt's one paid call, with no transaction open, and settles what came of it. */
export async function sendAttempt(viewer: Viewer, planned: PlannedLookup): Promise<void> {
  const { workspaceId, userId, workspaceKind } = viewer;
  const client = apolloFor(workspaceKind, openApiKey(planned.key));
  await db.apiKey.updateMany({ where: { id: planned.key.id, workspaceId }, data: { lastUsedAt: new Date() } });
  const outcome = await callOnce(client, toMatchRequest(planned));
  await settleAttempt(
    { workspaceId, userId, attemptId: planned.attemptId, identity: planned.identity, options: planned.options },
    outcome,
  );
}

async function callOnce(client: ApolloClient, request: MatchRequest): Promise<CallResult<MatchAnswer>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await client.matchPerson(request);
    if (outcome.kind !== "not_sent" || attempt === TRIES_MAX) return outcome;
    await wait(PAUSE_MS * attempt * (1 + Math.random()));
  }
}

function toMatchRequest({ identity, options, webhookUrl }: PlannedLookup): MatchRequest {
  const { fullName, companyName, companyDomain, apolloId, ...same } = identity;
  return {
    ...same,
    ...(fullName !== undefined && { name: fullName }),
    ...(companyName !== undefined && { organizationName: companyName }),
    ...(companyDomain !== undefined && { domain: companyDomain }),
    ...(apolloId !== undefined && { id: apolloId }),
    revealPersonalEmails: options.revealPersonalEmails,
    revealPhoneNumber: options.revealPhoneNumber,
    runWaterfallEmail: options.waterfallEmail,
    runWaterfallPhone: options.waterfallPhone,
    ...(webhookUrl !== null && { webhookUrl }),
  };
}
