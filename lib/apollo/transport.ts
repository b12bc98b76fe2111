export type Fetch = typeof globalThis.fetch;

export type Outgoing = { url: string; init: RequestInit; fetch: Fetch; timeoutMs: number };

export type ResponseExchange = {
  kind: "response";
  status: number;
  headers: Headers;
  body: Buffer;
  /** Why the body is not all here; null when it is. */
  cutShort: string | null;
  durationMs: number;
};

export type Exchange =
  | ResponseExchange
  | { kind: "not_sent"; detail: string; durationMs: number }
  | { kind: "unknown"; detail: string; durationMs: number };

const BODY_BYTES_MAX = 8 * 1024 * 1024;

/** Failures that can only happen while a connection is being made, so before any byte of a request. */
const BEFORE_WRITE_CODES = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_TLS_CERT_ALTNAME_FORMAT",
  "ERR_TLS_HANDSHAKE_TIMEOUT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
]);

/**
 * One request, one answer, no retry and no redirect. Never throws: a failure is `not_sent` only when it proves that no byte
 * of the request was written, and `unknown` in every other case.
 */
export async function exchange({ url, init, fetch, timeoutMs }: Outgoing): Promise<Exchange> {
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...init, redirect: "manual", cache: "no-store", signal });
    const { body, cutShort } = await readBounded(response);
    return {
      kind: "response",
      status: response.status,
      headers: response.headers,
      body,
      cutShort,
      durationMs: elapsedMs(),
    };
  } catch (failure) {
    const kind = isBeforeWrite(failure) ? "not_sent" : "unknown";
    return { kind, detail: describeFailure(failure), durationMs: elapsedMs() };
  }
}

async function readBounded(response: Response): Promise<{ body: Buffer; cutShort: string | null }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the stream, and with it the connection.
      if (bytes > BODY_BYTES_MAX)
        return { body: Buffer.concat(chunks), cutShort: `answer over ${BODY_BYTES_MAX} bytes` };
      chunks.push(chunk);
    }
    return { body: Buffer.concat(chunks), cutShort: null };
  } catch (failure) {
    return { body: Buffer.concat(chunks), cutShort: describeFailure(failure) };
  }
}

/** With several addresses tried, each of them must have failed before a write. */
function isBeforeWrite(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  if (failure instanceof AggregateError && failure.errors.length > 0) return failure.errors.every(isBeforeWrite);
  const code = codeOf(failure);
  if (code && (BEFORE_WRITE_CODES.has(code) || code.startsWith("CERT_"))) return true;
  if ("syscall" in failure && (failure.syscall === "connect" || failure.syscall === "getaddrinfo")) return true;
  // Node reports a peer that hangs up during the TLS handshake as a plain ECONNRESET; only its sentence tells.
  if (failure.message.includes("before secure TLS connection was established")) return true;
  return isBeforeWrite(failure.cause);
}

function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  if (failure.name === "TimeoutError") return "no answer in time";
  const cause = failure.cause instanceof Error ? failure.cause : failure;
  const first: unknown = cause instanceof AggregateError && cause.message === "" ? cause.errors[0] : cause;
  const told = first instanceof Error ? first : cause;
  return [codeOf(told), told.message].filter(Boolean).join(": ").slice(0, 300);
}

function codeOf(failure: Error): string | null {
  return "code" in failure && typeof failure.code === "string" ? failure.code : null;
}
