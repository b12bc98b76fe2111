import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { noteKeyAnswer } from "@/lib/api-keys/server/note-key-answer";
import type { CallResult } from "@/lib/apollo/call-result";
import type { ApolloClient } from "@/lib/apollo/client";
import type { MatchIdentity, MatchOptions, MatchRequest } from "@/lib/apollo/match-request";
import { createLanes } from "@/lib/db/lanes";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";
import { MATCH_ENDPOINT, type ReadyAttempt } from "@/lib/lookups/server/ready-attempt";
import { settleAttempt } from "@/lib/lookups/server/settle-attempt";
import { settlePatiently } from "@/lib/lookups/server/settle-patiently";

/** Tries in all for a request of which no byte was written. Anything later is never sent twice. */
const TRIES_MAX = 3;
const PAUSE_MS = 200;
/** An answer that is paid for waits for its turn as long as it takes a crowd to pass. */
const inLane = createLanes({ lanesMax: 5, waitMaxMs: 120_000 });

/** Makes the attempt's one paid call, with no transaction open, and settles what came of it. */
export async function sendAttempt(ready: ReadyAttempt): Promise<void> {
  const outcome = await callOnce(() => ready.client.matchPerson(toMatchRequest(ready)));
  noteKeyAnswer({ id: ready.apiKeyId, workspaceId: ready.workspaceId }, MATCH_ENDPOINT, outcome);
  const isKeyRefused = await confirmRefusal(ready.client, outcome);
  await settlePatiently(() => inLane(() => settleAttempt(ready, outcome, { isKeyRefused })));
}

/** A key is stopped for everybody only when its own profile, which is free, is refused too. */
export async function confirmRefusal(client: ApolloClient, outcome: CallResult<unknown>): Promise<boolean> {
  const isOfKey = outcome.kind === "refused" && (outcome.code === "key_rejected" || outcome.code === "key_restricted");
  return isOfKey && (await client.getApiProfile()).kind === "refused";
}

/** Makes a paid call, again only as long as no byte of it was written. */
export async function callOnce<T>(call: () => Promise<CallResult<T>>): Promise<CallResult<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await call();
    if (outcome.kind !== "not_sent" || attempt === TRIES_MAX) return outcome;
    await wait(PAUSE_MS * attempt * (1 + Math.random()));
  }
}

/** Written out name by name, so that the compiler sees one that the request does not have. */
function toMatchRequest({ identity, options, webhookUrl }: ReadyAttempt): MatchRequest {
  return { ...toMatchIdentity(identity), ...toMatchOptions(options, webhookUrl) };
}

export function toMatchIdentity(identity: LookupIdentity): MatchIdentity {
  const { firstName, lastName, fullName, email, hashedEmail, companyName, companyDomain, apolloId, linkedinUrl } =
    identity;
  return {
    firstName,
    lastName,
    name: fullName,
    email,
    hashedEmail,
    linkedinUrl,
    organizationName: companyName,
    domain: companyDomain,
    id: apolloId,
  };
}

export function toMatchOptions(options: LookupOptions, webhookUrl: string | null): MatchOptions {
  return {
    revealPersonalEmails: options.revealPersonalEmails,
    revealPhoneNumber: options.revealPhoneNumber,
    runWaterfallEmail: options.waterfallEmail,
    runWaterfallPhone: options.waterfallPhone,
    webhookUrl,
  };
}
