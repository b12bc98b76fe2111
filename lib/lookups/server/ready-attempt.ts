import "server-only";
import type { ApolloClient } from "@/lib/apollo/client";
import { env } from "@/lib/env/server";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";

export const MATCH_ENDPOINT = "people/match";

/** Limited apart from lookups of one, so that a run delays no rep. */
export const BULK_ENDPOINT = "people/bulk_match";

/** An attempt that is committed as `sending`, with all that its one call needs. */
export type ReadyAttempt = {
  workspaceId: string;
  attemptId: string;
  apiKeyId: string;
  /** The claim of this sender: once the attempt is claimed again, this one writes nothing more. */
  sends: number;
  identity: LookupIdentity;
  options: LookupOptions;
  webhookUrl: string | null;
  client: ApolloClient;
};

/** Where the provider delivers what comes later. Made from APP_URL alone. */
export function webhookUrlOf(token: string, appUrl = env.APP_URL): string {
  return `${appUrl}/api/webhooks/apollo/${token}`;
}

/** A call for up to ten people, committed with an attempt for each. `people` stand in the order in which they are asked for. */
export type ReadyBulk = {
  workspaceId: string;
  bulkCallId: string;
  apiKeyId: string;
  people: readonly { number: number; attemptId: string; lookupId: string; identity: LookupIdentity }[];
  options: LookupOptions;
  webhookUrl: string | null;
  client: ApolloClient;
};
