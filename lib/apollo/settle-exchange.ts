import type { CallResult, Unknown } from "@/lib/apollo/call-result";
import { readErrorBody, readRefusal } from "@/lib/apollo/errors";
import { readRateLimits } from "@/lib/apollo/rate-limits";
import type { Exchange, ResponseExchange } from "@/lib/apollo/transport";

export type Reader<T> = {
  /** Throws on a body that does not have the shape of an answer. */
  readAnswer: (body: Buffer) => T;
  /** For endpoints that speak in error statuses; null where it is an error after all. */
  readStatus?: (status: number, body: Buffer) => T | null;
};

export type Settling<T> = {
  reader: Reader<T>;
  /** Texts that must leave this folder in no message and no stored answer. */
  secrets: string[];
  now: Date;
};

/** Says what an exchange means for money; see CallResult. */
export function settleExchange<T>(exchange: Exchange, { reader, secrets, now }: Settling<T>): CallResult<T> {
  if (exchange.kind === "not_sent") return { ...exchange, code: "provider_unreachable" };
  if (exchange.kind === "unknown") return { ...SILENCE, ...exchange };
  const response = { ...exchange, body: withoutSecrets(exchange.body, secrets) };
  if (response.status >= 200 && response.status <= 299) return settleSuccess(response, reader.readAnswer);
  const value = reader.readStatus?.(response.status, response.body) ?? null;
  if (value !== null) return { kind: "answered", ...metaOf(response), value };
  const refusal = readRefusal(response, now);
  if (refusal) return { kind: "refused", ...metaOf(response), ...refusal };
  return unknownFrom(response, describeOddity(response));
}

function settleSuccess<T>(response: ResponseExchange, readAnswer: Reader<T>["readAnswer"]): CallResult<T> {
  if (response.cutShort !== null) return unknownFrom(response, `answer cut short: ${response.cutShort}`);
  try {
    return { kind: "answered", ...metaOf(response), value: readAnswer(response.body) };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return unknownFrom(response, `unreadable answer: ${reason.slice(0, 300)}`);
  }
}

const SILENCE = { code: "outcome_unknown", status: null, rawBody: null, rateLimits: null } as const;

function unknownFrom(response: ResponseExchange, reason: string): Unknown {
  return {
    kind: "unknown",
    code: "provider_down",
    ...metaOf(response),
    detail: `apollo answered ${response.status}: ${reason}`,
  };
}

function metaOf({ status, body, headers, durationMs }: ResponseExchange) {
  return { status, rawBody: body, rateLimits: readRateLimits(headers), durationMs };
}

/** A redirect may stand for work already done, so it proves nothing. Where it points is not followed, only logged. */
function describeOddity({ status, headers, body }: ResponseExchange): string {
  if (status < 400)
    return `redirect not followed, to ${URL.parse(headers.get("location") ?? "")?.host ?? "nowhere named"}`;
  return readErrorBody(body).message ?? "no message";
}

function withoutSecrets(body: Buffer, secrets: string[]): Buffer {
  const told = secrets.filter((secret) => secret !== "" && body.includes(secret));
  if (told.length === 0) return body;
  return Buffer.from(told.reduce((text, secret) => text.replaceAll(secret, "[withheld]"), body.toString("utf8")));
}
