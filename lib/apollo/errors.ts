import type { Refusal, RefusalCode } from "@/lib/apollo/call-result";
import { parseExactJson } from "@/lib/apollo/exact-json";
import { toPlainText } from "@/lib/apollo/plain-text";
import { ERRORS } from "@/lib/errors/errors";

const MESSAGE_LENGTH_MAX = 300;
const WAIT_MIN_S = 1;
const WAIT_MAX_S = 3600;

export type ErrorAnswer = { status: number; headers: Headers; body: Uint8Array };

type ErrorBody = { message: string | null; codes: string[] };

/**
 * The refusal in an answer of 400 to 499, whichever generation of the API wrote it; null where the status does not
 * promise that nothing was bought (408, which a gateway may send after passing the request on).
 */
export function readRefusal({ status, headers, body }: ErrorAnswer, now: Date): Refusal | null {
  if (status < 400 || status > 499 || status === 408) return null;
  const error = readErrorBody(body);
  const code = codeOf(status, error);
  const retryAfterS = code === "provider_rate_limited" ? readRetryAfterS(headers.get("retry-after"), now) : null;
  return {
    code,
    say: sentenceFor(code, error),
    detail: [`apollo answered ${status}`, ...error.codes, error.message ?? ""].filter(Boolean).join(": "),
    providerMessage: error.message,
    ...(retryAfterS !== null && { retryAfterS }),
  };
}

/** The provider's machine codes and its words, in plain text: JSON of any generation, text or HTML. */
export function readErrorBody(body: Uint8Array): ErrorBody {
  const parsed = parseOrNull(body);
  if (!isRecord(parsed)) return { message: plain(Buffer.from(body).toString("utf8")), codes: [] };
  const details = isRecord(parsed.error_details) ? parsed.error_details : {};
  const nestedError = isRecord(parsed.error) ? parsed.error.message : parsed.error;
  const words = [details.message, nestedError, parsed.error_message, parsed.message].map(plain);
  const codes = [details.code, parsed.error_code].filter((code) => typeof code === "string" && code !== "");
  return { message: words.find((word) => word !== null) ?? null, codes: codes.map(String) };
}

/** Seconds from either form of Retry-After, held between 1 second and 1 hour; null when absent or unreadable. */
export function readRetryAfterS(header: string | null, now: Date): number | null {
  const written = header?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(written) ? Number(written) : (Date.parse(written) - now.getTime()) / 1000;
  if (written === "" || Number.isNaN(seconds)) return null;
  return Math.min(WAIT_MAX_S, Math.max(WAIT_MIN_S, Math.ceil(seconds)));
}

function codeOf(status: number, error: ErrorBody): RefusalCode {
  if (status === 401) return "key_rejected";
  if (status === 429) return "provider_rate_limited";
  if (status === 402 || isOutOfCredits(error)) return "credits_exhausted";
  return status === 403 ? "key_restricted" : "provider_rejected";
}

function isOutOfCredits({ codes, message }: ErrorBody): boolean {
  if (codes.some((code) => /CREDITS?_(EXHAUSTED|LIMIT)|INSUFFICIENT_CREDITS?/i.test(code))) return true;
  const words = message ?? "";
  return (
    /\bcredits?\b/i.test(words) &&
    /insufficient|not enough|exhaust|(run|ran|are) out of|no (more |remaining )?\w* ?credits?|used (up )?all/i.test(
      words,
    )
  );
}

function sentenceFor(code: RefusalCode, { message }: ErrorBody): string {
  if (code === "key_restricted" && /\bplan\b/i.test(message ?? "")) {
    return "The Apollo plan behind the stored API key does not include this endpoint. A scope does not help; the plan must. No credits spent.";
  }
  if (code === "provider_rejected" && message) {
    return `Apollo did not accept this request: “${message}” No credits spent.`;
  }
  return ERRORS[code].say;
}

function plain(given: unknown): string | null {
  return typeof given === "string" ? toPlainText(given, MESSAGE_LENGTH_MAX) || null : null;
}

function parseOrNull(body: Uint8Array): unknown {
  try {
    return parseExactJson(body);
  } catch {
    return null; // Not JSON: the first keyed generation answers 401 in plain text, a gateway in HTML.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
