import "server-only";
import { createHash } from "node:crypto";
import { answerApiUsage, answerCreditUsage, answerHealth, answerProfile } from "@/lib/sandbox/server/answer-account";
import { answerAdmin } from "@/lib/sandbox/server/answer-admin";
import { answerBulkMatch, answerMatch } from "@/lib/sandbox/server/answer-match";
import { answerPoll } from "@/lib/sandbox/server/answer-poll";
import type { CallContext } from "@/lib/sandbox/server/call-context";
import { drawOf } from "@/lib/sandbox/server/draw";
import { type EndpointName, findEndpoint } from "@/lib/sandbox/server/endpoints";
import { withoutAddress } from "@/lib/sandbox/server/match-parameters";
import type { SandboxMount } from "@/lib/sandbox/server/mount";
import { openCall } from "@/lib/sandbox/server/open-call";
import { findExceeded, rateHeaders, rateLimitsOf } from "@/lib/sandbox/server/rate-windows";
import { readCall, type SandboxWireCall } from "@/lib/sandbox/server/read-call";
import { noteDuration } from "@/lib/sandbox/server/note-duration";
import { logCall } from "@/lib/sandbox/server/record-enrichment";
import { badJson, forbidden, keyInQuery, notFound, rateLimited, unauthorized } from "@/lib/sandbox/server/refusals";
import type { SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import { toRequestId } from "@/lib/sandbox/wire/request-id";

const ADMIN = "/_sandbox";
const WITHOUT_RATE_HEADERS = new Set([401, 403]);

type Answerer = (context: CallContext) => SandboxAnswer | Promise<SandboxAnswer>;

const ANSWERERS: Record<EndpointName, Answerer> = {
  match: answerMatch,
  bulk_match: answerBulkMatch,
  webhook_result: answerPoll,
  health: () => answerHealth(true),
  api_profile: answerProfile,
  api_usage: answerApiUsage,
  credit_usage: answerCreditUsage,
};

const PAID: ReadonlySet<EndpointName> = new Set(["match", "bulk_match"]);

/** Shapes that are refused before anyone asks whose key it is. */
function refuseShape({ body, given }: SandboxWireCall): SandboxAnswer | null {
  if (given["api_key"] !== undefined) return keyInQuery();
  return body === "read" || body === "none" ? null : badJson();
}

function refuseScope({ team, endpoint }: CallContext): SandboxAnswer | null {
  const isAllowed = endpoint.name === "health" || team.scopes.length === 0 || team.scopes.includes(endpoint.scope);
  return isAllowed ? null : forbidden(endpoint.scope);
}

function refuseRate({ counts, endpoint, switches, draw }: CallContext): SandboxAnswer | null {
  const exceeded = findExceeded(counts, rateLimitsOf(endpoint.limits, switches.minuteLimit));
  if (exceeded) return rateLimited(endpoint.scope, exceeded.limit, exceeded.retryAfterS);
  const isDrawn = PAID.has(endpoint.name) && draw("rateLimit") < switches.rateLimit;
  return isDrawn ? rateLimited(endpoint.scope, switches.minuteLimit, Math.max(1, Math.ceil(counts.minuteLeftS))) : null;
}

async function logged(context: CallContext, answer: SandboxAnswer): Promise<SandboxAnswer> {
  const { call, endpoint, team, pathId } = context;
  const asked = { ...withoutAddress(call.given), ...(pathId && { request_id: pathId.slice(0, 40) }) };
  const entry = { teamId: team.id, scope: endpoint.scope, method: call.method, asked, fault: null, requestId: null };
  return { ...answer, callId: await logCall({ ...entry, status: answer.status }) };
}

async function answerEndpoint(context: CallContext): Promise<SandboxAnswer> {
  const refusal = refuseScope(context) ?? refuseRate(context) ?? refuseShape(context.call);
  const plain = refusal ?? (await ANSWERERS[context.endpoint.name](context));
  const answer = plain.callId === undefined ? await logged(context, plain) : plain;
  if (WITHOUT_RATE_HEADERS.has(answer.status)) return answer;
  const headers = rateHeaders(context.counts, rateLimitsOf(context.endpoint.limits, context.switches.minuteLimit));
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

const saltOf = (teamId: string): number => createHash("sha256").update(teamId).digest().readUInt32BE(0);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function answerApi(call: SandboxWireCall, mount: SandboxMount): Promise<SandboxAnswer> {
  const found = findEndpoint(call.method, call.path);
  if (!found) return notFound();
  const { endpoint, id: pathId } = found;
  const { switches, team, counts } = await openCall(call.key, endpoint.scope);
  if (switches.latencyMs > 0) await wait(switches.latencyMs);
  if (!team) {
    if (endpoint.name === "health") return answerHealth(false);
    return call.query.has("api_key") ? keyInQuery() : unauthorized(switches.unauthorized);
  }
  const requestId = toRequestId(saltOf(team.id), team.ordinal);
  const draw = drawOf(switches.seed, team.ordinal);
  return answerEndpoint({ call, endpoint, pathId, team, counts, switches, requestId, draw, mount, now: new Date() });
}

/** One request to the practice world, whatever carried it. Throws only when the database cannot be used. */
export async function answerSandbox(request: Request, mount: SandboxMount): Promise<SandboxAnswer> {
  const startedAt = performance.now();
  const call = await readCall(request, mount.prefix);
  const isAdmin = call.path === ADMIN || call.path.startsWith(`${ADMIN}/`);
  const answer = isAdmin ? await answerAdmin(call, call.path.slice(ADMIN.length)) : await answerApi(call, mount);
  const durationMs = performance.now() - startedAt;
  if (answer.callId !== undefined) noteDuration(answer.callId, durationMs);
  const runtime = (durationMs / 1000).toFixed(6);
  const headers = {
    "x-request-id": crypto.randomUUID(),
    "x-runtime": runtime,
    "cache-control": "no-store",
    ...answer.headers,
  };
  return { ...answer, headers };
}
