import "server-only";
import { request as requestHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";

/** How far a call got before it ended: an `answer` is at least awaited. */
export type Stage = "address" | "connection" | "tls" | "answer";

export type Exchange = {
  stage: Stage;
  /** The address that the name led to, as this machine sees it. */
  address: string | null;
  durationMs: number;
} & ({ kind: "failed"; code: string } | { kind: "answered"; status: number; location: string | null; body: string });

export const TIMED_OUT = "TIMED_OUT";

/** As the provider's callbacks do, so that a filter of strangers meets the same caller. */
const USER_AGENT = "Mechanize/2.8.1 Ruby/3.3.1p55 (http://github.com/sparklemotion/mechanize/) perihelion-self-test";
const ANSWER_CHARS_MAX = 4096;

type Outgoing = { url: string; body: Buffer; timeoutMs: number };
type Progress = { stage: Stage; address: string | null };
type Ended =
  { kind: "failed"; code: string } | { kind: "answered"; status: number; location: string | null; body: string };

/** One POST over a connection of its own. No redirect is followed, nothing is tried again. Never rejects. */
export async function sendProbe({ url, body, timeoutMs }: Outgoing): Promise<Exchange> {
  const startedAt = performance.now();
  const { protocol, hostname } = new URL(url);
  const isHttps = protocol === "https:";
  const isNumeric = isIP(hostname.replace(/^\[|\]$/g, "")) > 0;
  const progress: Progress = { stage: isNumeric ? "connection" : "address", address: null };
  const signal = AbortSignal.timeout(timeoutMs);
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const call = (isHttps ? requestHttps : requestHttp)(url, {
    method: "POST",
    agent: false,
    signal,
    headers: { "content-type": "application/json", "content-length": body.length, "user-agent": USER_AGENT },
  });
  follow(call, progress, isHttps);
  call.on("response", (response) => void readAnswer(response).then(resolve));
  call.on("error", (error) => {
    resolve({ kind: "failed", code: signal.aborted ? TIMED_OUT : codeOf(error) });
  });
  call.end(body);
  const ended = await promise;
  call.destroy();
  return { ...progress, ...ended, durationMs: Math.round(performance.now() - startedAt) };
}

function follow(call: ClientRequest, progress: Progress, isHttps: boolean): void {
  call.on("socket", (socket) => {
    socket.on("lookup", (error: Error | null) => {
      if (!error) progress.stage = "connection";
    });
    socket.on("connectionAttempt", () => {
      progress.stage = "connection";
    });
    socket.on("connect", () => {
      progress.stage = isHttps ? "tls" : "answer";
      progress.address = socket.remoteAddress ?? null;
    });
    socket.on("secureConnect", () => {
      progress.stage = "answer";
    });
  });
}

/** As much of the answer as tells whose it is. One that breaks off in its body has still said its status. */
async function readAnswer(response: IncomingMessage): Promise<Ended> {
  let text = "";
  try {
    response.setEncoding("utf8");
    for await (const chunk of response) {
      text += String(chunk);
      if (text.length > ANSWER_CHARS_MAX) break;
    }
  } catch {
    text = "";
  }
  const { location = null } = response.headers;
  return { kind: "answered", status: response.statusCode ?? 0, location, body: text.slice(0, ANSWER_CHARS_MAX) };
}

/** Several addresses may have been tried: they mostly fail alike. */
function codeOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && "code" in first && typeof first.code === "string" ? first.code : "UNKNOWN";
}
