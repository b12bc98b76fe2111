import "server-only";
import type { ProbeFacts } from "@/lib/deliveries/describe-probe";
import { TIMED_OUT, type Exchange } from "@/lib/deliveries/server/send-probe";
import type { ProbeOutcome } from "@/lib/deliveries/webhook-probe";

/** What the token's own row says: null when nothing arrived in this database. */
export type ProbeArrival = { isWhole: boolean } | null;

const LOCATION_CHARS_MAX = 200;

/** What one call and its row say together. */
export function judgeProbe(exchange: Exchange, arrival: ProbeArrival, url: string): ProbeFacts {
  if (exchange.kind === "failed") {
    const { code } = exchange;
    return { outcome: failureOf(exchange.stage, code), status: null, location: null, code };
  }
  const { status, location } = exchange;
  const outcome = answerOf(exchange, arrival);
  return { outcome, status, location: outcome === "redirected" ? readLocation(location, url) : null, code: null };
}

function failureOf(stage: Exchange["stage"], code: string): ProbeOutcome {
  if (stage === "address") return "no_address";
  if (stage === "connection") return code === "ECONNREFUSED" ? "refused" : "no_connection";
  if (stage === "tls") return "tls_failed";
  return code === TIMED_OUT ? "no_answer" : "broken_off";
}

type Answer = Extract<Exchange, { kind: "answered" }>;

function answerOf({ status, body }: Answer, arrival: ProbeArrival): ProbeOutcome {
  if (status >= 300 && status < 400) return "redirected";
  if (status !== 200) return refusalOf(status, readWord(body));
  if (readWord(body) !== "ok") return "not_ours";
  if (!arrival) return "other_database";
  return arrival.isWhole ? "passed" : "changed";
}

function refusalOf(status: number, word: string | null): ProbeOutcome {
  if (status === 404) return word === "not_found" ? "other_database" : "not_ours";
  if (status === 421) return "wrong_host";
  if (status === 401 || status === 403 || status === 407) return "sign_in_wall";
  if (status === 503 && word === "unavailable") return "unavailable";
  return status >= 500 ? "server_error" : "odd_status";
}

/** What an answer of our own target says: `ok`, or the name of its refusal. Null for anybody else's. */
function readWord(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== "object" || answer === null || !("ok" in answer)) return null;
    if (answer.ok === true) return "ok";
    return "error" in answer && typeof answer.error === "string" ? answer.error : null;
  } catch {
    // A page, or nothing.
    return null;
  }
}

/** Where a redirect leads, without its query and without the token: the same path elsewhere is told by its origin alone. */
function readLocation(location: string | null, url: string): string | null {
  if (location === null || !URL.canParse(location, url)) return null;
  const asked = new URL(url);
  const { origin, pathname } = new URL(location, url);
  const token = asked.pathname.split("/").at(-1) ?? "";
  const path = pathname.includes(token) || pathname === "/" ? "" : pathname;
  return `${origin === asked.origin && path ? "" : origin}${path}`.slice(0, LOCATION_CHARS_MAX);
}
