import { type Callback, parseCallback } from "@/lib/apollo/callback";
import { readErrorBody, readRetryAfterS } from "@/lib/apollo/errors";
import { memberAsJson, parseExactJson } from "@/lib/apollo/exact-json";
import { WirePollAnswer } from "@/lib/apollo/schemas";

export type PollAnswer =
  | {
      state: "ready";
      callback: Callback;
      /** The callback's body as JSON, fit to be stored and read like one that was delivered. */
      callbackBody: Buffer;
      /** Of the delivery to us, not of the enrichment: it says `failed` when only the webhook did. */
      deliveryStatus: string | null;
    }
  | { state: "pending"; retryAfterS: number }
  | { state: "request_unknown" | "request_expired" | "request_invalid" };

const RETRY_AFTER_S = 10;

/** §4: a result is there when `webhook_result` is, whatever the status beside it says. Throws on another shape. */
export function readPollAnswer(body: Buffer): PollAnswer {
  const wire = WirePollAnswer.parse(parseExactJson(body));
  const callbackBody = memberAsJson(body, "webhook_result");
  if (!callbackBody) return { state: "pending", retryAfterS: RETRY_AFTER_S };
  return { state: "ready", callback: parseCallback(callbackBody), callbackBody, deliveryStatus: wire.webhook_status };
}

/** The endpoint says "not yet" and "never" in error statuses; null for what is an error after all. */
export function readPollStatus(status: number, body: Buffer): PollAnswer | null {
  const { codes } = readErrorBody(body);
  if (status === 404 && codes.includes("result_pending")) return { state: "pending", retryAfterS: retryAfterSOf(body) };
  if (status === 404 && codes.includes("request_id_unknown")) return { state: "request_unknown" };
  if (status === 410 && codes.includes("request_id_expired")) return { state: "request_expired" };
  if (status === 400 && codes.includes("invalid_request_id")) return { state: "request_invalid" };
  return null;
}

function retryAfterSOf(body: Buffer): number {
  const { retry_after_seconds: seconds } = parseExactJson(body) as { retry_after_seconds?: unknown };
  const written = typeof seconds === "number" || typeof seconds === "string" ? String(seconds) : null;
  return readRetryAfterS(written, new Date(0)) ?? RETRY_AFTER_S;
}
