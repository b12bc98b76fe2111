import "server-only";
import type { CallContext } from "@/lib/sandbox/server/call-context";
import { deliverBeforeAnswer, wakeDispatcher } from "@/lib/sandbox/server/dispatcher";
import { type MatchFlags, refuseFlags, withoutAddress } from "@/lib/sandbox/server/match-parameters";
import { breakOff } from "@/lib/sandbox/server/plan-callbacks";
import { type EnrichmentPlan, planEnrichment } from "@/lib/sandbox/server/plan-enrichment";
import { type LoggedCall, logCall, recordEnrichment, wasLimitedBefore } from "@/lib/sandbox/server/record-enrichment";
import {
  forbidden,
  gatewayTimeout,
  outOfCredits,
  rateLimited,
  serverError,
  unauthorized,
} from "@/lib/sandbox/server/refusals";
import { type Resolution, resolvePerson } from "@/lib/sandbox/server/resolve-person";
import type { SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import type { Identifiers } from "@/lib/sandbox/world/find-person";
import type { AnswerFault } from "@/lib/sandbox/world/magic-acts";

type Enrichment = {
  asked: readonly Identifiers[];
  flags: MatchFlags;
  answer: (resolutions: readonly Resolution[], plan: EnrichmentPlan) => SandboxAnswer;
};

const MAGIC_RATE_WAIT_S = 20;
const CYCLE_MS = 30 * 86_400_000;

function faultOf({ draw, switches }: CallContext, resolutions: readonly Resolution[]): AnswerFault | null {
  const magic = resolutions.find(({ act }) => act.fault !== undefined)?.act.fault;
  if (magic) return magic;
  if (draw("gatewayTimeout") < switches.gatewayTimeout) return "gateway_timeout_billed";
  if (draw("reset") < switches.reset) return "reset_billed";
  if (draw("hang") < switches.hang) return "hang_billed";
  return draw("drip") < switches.drip ? "drip" : null;
}

/** The answer in place of which nothing is carried out, or null. */
function refusalOf(context: CallContext, fault: AnswerFault | null): SandboxAnswer | null {
  const { endpoint, switches, team, now } = context;
  switch (fault) {
    case "unauthorized":
      return unauthorized(switches.unauthorized);
    case "forbidden":
      return forbidden(endpoint.scope);
    case "credits_exhausted":
      return outOfCredits(0, renewalOf(team.cycleStartedAt, now));
    case "rate_limited":
      return rateLimited(endpoint.scope, switches.minuteLimit, MAGIC_RATE_WAIT_S);
    case "server_error":
      return serverError();
    default:
      return null;
  }
}

/** Whoever was told to wait and did is answered. */
async function hasWaited(context: CallContext): Promise<boolean> {
  return wasLimitedBefore(logEntry(context, null), MAGIC_RATE_WAIT_S);
}

export function renewalOf(cycleStartedAt: Date, now: Date): Date {
  const cycles = Math.floor((now.getTime() - cycleStartedAt.getTime()) / CYCLE_MS) + 1;
  return new Date(cycleStartedAt.getTime() + cycles * CYCLE_MS);
}

/** What goes wrong after the call was carried out and paid for. */
function spoil(answer: SandboxAnswer, fault: AnswerFault | null): SandboxAnswer {
  switch (fault) {
    case "gateway_timeout_billed":
      return gatewayTimeout();
    case "unreadable_billed":
      return { ...answer, body: breakOff(answer.body) };
    case "reset_billed":
      return { ...answer, fault: "reset" };
    case "hang_billed":
      return { ...answer, fault: "hang" };
    case "drip":
      return { ...answer, fault: "drip" };
    default:
      return answer;
  }
}

function logEntry(
  { call, endpoint, team, requestId }: CallContext,
  fault: string | null,
): LoggedCall & { requestId: bigint } {
  const asked = withoutAddress(call.given);
  return { teamId: team.id, scope: endpoint.scope, method: call.method, asked, status: 200, fault, requestId };
}

async function refused(context: CallContext, answer: SandboxAnswer, fault: string | null): Promise<SandboxAnswer> {
  const callId = await logCall({ ...logEntry(context, fault), status: answer.status, requestId: null });
  return { ...answer, callId };
}

/** One match or bulk match from its identifiers to its answer: refused, or carried out, logged and billed. */
export async function runEnrichment(
  context: CallContext,
  { asked, flags, answer }: Enrichment,
): Promise<SandboxAnswer> {
  const badFlags = refuseFlags(flags, context.mount);
  if (badFlags) return refused(context, badFlags, null);
  const resolutions = await Promise.all(asked.map((identifiers) => resolvePerson(identifiers, context.switches)));
  const drawn = faultOf(context, resolutions);
  const fault = drawn === "rate_limited" && (await hasWaited(context)) ? null : drawn;
  const refusal = refusalOf(context, fault);
  if (refusal) return refused(context, refusal, fault);
  const { team, switches, draw, requestId, now } = context;
  const recorded = await recordEnrichment({
    team,
    call: { ...logEntry(context, fault), status: fault === "gateway_timeout_billed" ? 504 : 200 },
    revealIds: flags.revealPhone ? resolutions.flatMap(({ matched }) => matched?.answerId ?? []) : [],
    webhookUrl: flags.webhookUrl,
    plan: (pendingIds) => planEnrichment({ resolutions, flags, switches, pendingIds, requestId, draw, now }),
  });
  if (recorded.kind === "out_of_credits") {
    return refused(
      context,
      outOfCredits(Math.max(0, team.creditLimit - team.creditsUsed), renewalOf(team.cycleStartedAt, now)),
      null,
    );
  }
  const { plan, callId } = recorded;
  if (plan.job?.isBeforeAnswer) await deliverBeforeAnswer(requestId);
  else if (plan.job) wakeDispatcher(plan.job.readyAfterMs);
  await delay(Math.max(0, ...resolutions.map(({ act }) => act.answerAfterMs ?? 0)));
  return { ...spoil(answer(resolutions, plan), fault), callId };
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : resolve()));

const WATERFALL_WORDS = {
  accepted: "Waterfall enrichment request accepted. The results will be sent to your webhook.",
  partially_accepted: "Waterfall enrichment request partially accepted. Some attributes cannot be enriched.",
  failed: "Waterfall enrichment request failed. No waterfall is configured for your team.",
} as const;

const PHONE_WORDS = {
  pending:
    "Phone numbers are being looked for and will be sent to your webhook. Poll webhook_result with the top-level request_id.",
  skipped:
    "A phone request for this person is already in progress. Its result will be sent to the webhook of that request.",
} as const;

/** The part of an answer that speaks of what is still to come. */
export function pendingParts({ waterfall, phone }: EnrichmentPlan, jobId: string): Record<string, unknown> {
  return {
    ...(waterfall && {
      waterfall: {
        status: waterfall.status,
        message: WATERFALL_WORDS[waterfall.status],
        ...(waterfall.unprocessed.length > 0 && { unprocessed_attributes: waterfall.unprocessed }),
      },
    }),
    ...(phone && { phone_enrichment: { request_id: jobId, status: phone, message: PHONE_WORDS[phone] } }),
  };
}
