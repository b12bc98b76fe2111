import "server-only";
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

export type SendOutcome = { isDelivered: boolean; reason: string | null; mayRetry: boolean };
export type Sender = { send: (url: string, body: string) => Promise<SendOutcome>; close: () => void };

/** As seen on the provider's own callbacks (docs/apollo-contract.md §5.1). */
const USER_AGENT = "Mechanize/2.8.1 Ruby/3.3.1p55 (http://github.com/sparklemotion/mechanize/)";
const TIMEOUT_MS = 15_000;
const SOCKETS_MAX = 64;
const RETRIED_STATUSES = new Set([408, 429]);

function judge(status: number): SendOutcome {
  if (status >= 200 && status < 300) return { isDelivered: true, reason: null, mayRetry: false };
  // A redirect is not followed: it counts as a refusal.
  return {
    isDelivered: false,
    reason: `Webhook answered ${status}.`,
    mayRetry: status >= 500 || RETRIED_STATUSES.has(status),
  };
}

type Agents = { http: HttpAgent; https: HttpsAgent };

function open(target: string, body: string, agents: Agents): ClientRequest {
  const url = new URL(target);
  const headers = {
    "user-agent": USER_AGENT,
    accept: "*/*",
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return url.protocol === "https:"
    ? requestHttps(url, { method: "POST", headers, agent: agents.https, timeout: TIMEOUT_MS })
    : requestHttp(url, { method: "POST", headers, agent: agents.http, timeout: TIMEOUT_MS });
}

type Exchange = SendOutcome & { isStaleSocket: boolean };

function exchange(url: string, body: string, agents: Agents): Promise<Exchange> {
  return new Promise((resolve) => {
    const request = open(url, body, agents);
    request.on("response", (response: IncomingMessage) => {
      response.resume();
      response.on("error", () => response.destroy());
      resolve({ ...judge(response.statusCode ?? 0), isStaleSocket: false });
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 15 seconds")));
    request.on("error", (error) => {
      const isStaleSocket = request.reusedSocket && (error as NodeJS.ErrnoException).code === "ECONNRESET";
      resolve({
        isDelivered: false,
        reason: `Webhook was not reached: ${error.message}`,
        mayRetry: true,
        isStaleSocket,
      });
    });
    request.end(body);
  });
}

/** Posts bodies over kept connections. Never throws; never follows a redirect. */
export function createSender(): Sender {
  const agents: Agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: SOCKETS_MAX, timeout: TIMEOUT_MS }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: SOCKETS_MAX, timeout: TIMEOUT_MS }),
  };
  return {
    send: async (url, body) => {
      const first = await exchange(url, body, agents);
      // The other side had closed a kept connection: nothing was read, so this is no attempt yet.
      const { isStaleSocket: _, ...outcome } = first.isStaleSocket ? await exchange(url, body, agents) : first;
      return outcome;
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
