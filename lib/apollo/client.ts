import { readApiProfile, readApiUsage, readCreditUsage, readHealth } from "@/lib/apollo/account";
import type { ApiProfile, CreditUsage, EndpointUsage, Health } from "@/lib/apollo/account";
import { assertAllowedBaseUrl } from "@/lib/apollo/base-url";
import { type BulkAnswer, readBulkAnswer } from "@/lib/apollo/bulk-answer";
import type { CallResult } from "@/lib/apollo/call-result";
import { toInt64Text } from "@/lib/apollo/exact-json";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import {
  type BulkMatchRequest,
  type MatchRequest,
  toBulkBody,
  toMatchBody,
  type WireBody,
} from "@/lib/apollo/match-request";
import { type PollAnswer, readPollAnswer, readPollStatus } from "@/lib/apollo/poll-answer";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { type Reader, settleExchange } from "@/lib/apollo/settle-exchange";
import { exchange, type Fetch } from "@/lib/apollo/transport";

export type ApolloConfig = {
  /** The provider's own address or a loopback one, without `/api/v1`. */
  baseUrl: string;
  apiKey: string;
  fetch?: Fetch | undefined;
  /** For the whole call, answer included. */
  timeoutMs: number;
};

/**
 * One call each, never repeated here. No verb rejects for anything the network or the provider does: see CallResult for
 * what each outcome means for money. They throw only on a programming error, before anything is sent.
 */
export type ApolloClient = {
  /** Paid. Throws when `webhookUrl` and the flags that need it do not come together. */
  matchPerson: (request: MatchRequest) => Promise<CallResult<MatchAnswer>>;
  /** Paid. One to ten people; read the matches through `placeMatches`. */
  bulkMatch: (request: BulkMatchRequest) => Promise<CallResult<BulkAnswer>>;
  /** Free. `requestId` is the top-level id of a match answer; results are kept for 30 days. */
  getWebhookResult: (requestId: string) => Promise<CallResult<PollAnswer>>;
  /** Free. The best check of a key: a bad one is refused. */
  getApiProfile: () => Promise<CallResult<ApiProfile>>;
  /** Free. Says nothing certain about the key unless `isLoggedIn` is read. */
  getHealth: () => Promise<CallResult<Health>>;
  /** Free. */
  getCreditUsage: () => Promise<CallResult<CreditUsage>>;
  /** Free. */
  getApiUsage: () => Promise<CallResult<EndpointUsage[]>>;
};

type Route<T> = { method: "GET" | "POST"; path: string; body?: WireBody; reader: Reader<T> };

export function createApolloClient(config: ApolloConfig): ApolloClient {
  const baseUrl = assertAllowedBaseUrl(config.baseUrl);
  if (!/^[\x21-\x7e]+$/.test(config.apiKey)) throw new TypeError("An API key is printable ASCII without spaces.");

  const call = async <T>({ method, path, body, reader }: Route<T>): Promise<CallResult<T>> => {
    const init = { method, headers: headersFor(config.apiKey), ...(body && { body: JSON.stringify(body) }) };
    const outgoing = {
      url: `${baseUrl}/api/v1/${path}`,
      init,
      fetch: config.fetch ?? fetch,
      timeoutMs: config.timeoutMs,
    };
    const secrets = [config.apiKey, ...callbackTokenOf(body)];
    return settleExchange(await exchange(outgoing), { reader, secrets, now: new Date() });
  };
  const get = <T>(path: string, reader: Reader<T>) => call({ method: "GET", path, reader });
  const post = <T>(path: string, body: WireBody, reader: Reader<T>) => call({ method: "POST", path, body, reader });

  return {
    matchPerson: async (request) => post("people/match", toMatchBody(request), { readAnswer: readMatchAnswer }),
    bulkMatch: async (request) => post("people/bulk_match", toBulkBody(request), { readAnswer: readBulkAnswer }),
    getWebhookResult: async (requestId) =>
      get(`webhook_result/${assertInt64(requestId)}`, { readAnswer: readPollAnswer, readStatus: readPollStatus }),
    getApiProfile: async () => get("users/api_profile?include_credit_usage=true", { readAnswer: readApiProfile }),
    getHealth: async () => get("auth/health", { readAnswer: readHealth }),
    getCreditUsage: async () => post("usage_stats/credit_usage_stats", {}, { readAnswer: readCreditUsage }),
    getApiUsage: async () => post("usage_stats/api_usage_stats", {}, { readAnswer: readApiUsage }),
  };
}

/**
 * A connection serves one call. On a kept one the server may hang up just as a request is written, and then nobody can say
 * whether a paid call was carried out.
 */
function headersFor(apiKey: string): Record<string, string> {
  return {
    "x-api-key": apiKey,
    "content-type": "application/json",
    accept: "application/json",
    "cache-control": "no-cache",
    connection: "close",
  };
}

/** The last part of the webhook's path lets anyone deliver; an error that repeats it must not carry it on. */
function callbackTokenOf(body: WireBody | undefined): string[] {
  const address = typeof body?.webhook_url === "string" ? body.webhook_url : "";
  const token = /([^/?#]{16,})\/?(?:[?#].*)?$/.exec(address)?.[1];
  return token ? [token] : [];
}

function assertInt64(requestId: string): string {
  const id = toInt64Text(requestId);
  if (id === null) throw new TypeError("A request id is a signed 64-bit integer in decimal.");
  return id;
}
