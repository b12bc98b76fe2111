import "server-only";
import { toClientAddress } from "@/lib/auth/client-address";
import { BODY_BYTES_MAX, type RefusalReason } from "@/lib/deliveries/delivery";
import { countRefusal } from "@/lib/deliveries/server/count-refusal";
import { findTarget, forgetTarget, type Target } from "@/lib/deliveries/server/find-target";
import { readBody } from "@/lib/deliveries/server/read-body";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { recordProbeArrival } from "@/lib/deliveries/server/webhook-probe-store";
import { createRate } from "@/lib/deliveries/server/webhook-rates";
import { webhookTraffic } from "@/lib/deliveries/server/webhook-traffic";
import { log } from "@/lib/log/log";

const BODY_TIMEOUT_MS = 15_000;
/** For all that the database does for one call, so that a refusal comes within 3 s. */
const STORE_TIMEOUT_MS = 2700;
const RETRY_AFTER_S = 10;
const PLAIN = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

const clock = () => performance.now();
const rateOfToken = createRate(clock);
const rateOfStranger = createRate(clock);

/**
 * The provider's callback: read, stored, then acknowledged; 2xx is never said of what is not committed. Nothing of the
 * request is believed but the token in its path and the bytes of its body (docs/apollo-contract.md §5.1).
 */
export async function receiveWebhook(request: Request, token: string): Promise<Response> {
  if (new URL(request.url).pathname.endsWith("/")) return unknownToken();
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && !/^\s*identity\s*$/i.test(encoding)) return refuse("encoding", 415, { close: true });
  const startedAt = clock();
  webhookTraffic().arrive();
  try {
    const target = await webhookTraffic().during(findTarget(token, STORE_TIMEOUT_MS));
    if (!target) return refuseStranger(request);
    if (target.kind === "probe") return await receiveProbe(request, target.probeId);
    return await receiveFor(request, { token, target, spentMs: clock() - startedAt });
  } catch (error) {
    log.error({ err: error }, "a webhook could not be stored");
    return answer(503, "unavailable", { "Retry-After": String(RETRY_AFTER_S) });
  }
}

/** Any other method. */
export function refuseMethod(): Response {
  return answer(405, "method_not_allowed", { Allow: "POST" });
}

type Addressed = { token: string; target: Extract<Target, { kind: "attempt" }>; spentMs: number };

async function receiveFor(request: Request, { token, target, spentMs }: Addressed): Promise<Response> {
  if (target.isExpired) return refuse("expired_token", 410);
  const rate = rateOfToken(target.attemptId);
  if (!rate.isAllowed) return refuse("rate", 429, { retryAfterS: rate.retryAfterS });
  const body = await readOrRefuse(request);
  if (body instanceof Response) return body;
  const storing = recordDelivery(target.attemptId, body, STORE_TIMEOUT_MS - spentMs);
  const stored = await webhookTraffic().during(storing);
  if (stored === "too_many") return refuse("rate", 429, { retryAfterS: 3600 });
  if (stored !== "gone") return acknowledge();
  forgetTarget(token);
  return refuseStranger(request);
}

/** A self-test of ours, which must meet what a callback meets. Its row keeps only that the call came, and whole. */
async function receiveProbe(request: Request, probeId: string): Promise<Response> {
  const body = await readOrRefuse(request);
  if (body instanceof Response) return body;
  return (await recordProbeArrival(probeId, body)) ? acknowledge() : refuseStranger(request);
}

async function readOrRefuse(request: Request): Promise<Buffer | Response> {
  const read = await readBody(request, { bytesMax: BODY_BYTES_MAX, timeoutMs: BODY_TIMEOUT_MS });
  if (read.kind === "too_large") return refuse("too_large", 413, { close: true });
  if (read.kind === "too_slow") return refuse("too_slow", 408, { close: true });
  if (read.kind === "broken") return answer(400, "incomplete_body", { Connection: "close" });
  return read.body;
}

function acknowledge(): Response {
  return Response.json({ ok: true }, { headers: PLAIN });
}

function refuseStranger(request: Request): Response {
  const rate = rateOfStranger(toClientAddress(request.headers));
  if (!rate.isAllowed) return refuse("rate", 429, { retryAfterS: rate.retryAfterS });
  countRefusal("unknown_token");
  return unknownToken();
}

function unknownToken(): Response {
  return answer(404, "not_found");
}

const WORDS = {
  408: "too_slow",
  410: "expired",
  413: "too_large",
  415: "unsupported_encoding",
  429: "too_many_requests",
};

function refuse(
  reason: RefusalReason,
  status: keyof typeof WORDS,
  how: { retryAfterS?: number; close?: true } = {},
): Response {
  countRefusal(reason);
  return answer(status, WORDS[status], {
    ...(how.retryAfterS !== undefined && { "Retry-After": String(how.retryAfterS) }),
    // What is left of the body is not read: the connection cannot be used again.
    ...(how.close && { Connection: "close" }),
  });
}

function answer(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ ok: false, error }, { status, headers: { ...PLAIN, ...headers } });
}
