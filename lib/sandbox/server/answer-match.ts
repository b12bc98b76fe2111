import "server-only";
import type { CallContext } from "@/lib/sandbox/server/call-context";
import { type MatchFlags, readFlags, readIdentifiers } from "@/lib/sandbox/server/match-parameters";
import type { Resolution } from "@/lib/sandbox/server/resolve-person";
import { pendingParts, runEnrichment } from "@/lib/sandbox/server/run-enrichment";
import { bulkRefused } from "@/lib/sandbox/server/refusals";
import { jsonText, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import { noMatchBody, personBody } from "@/lib/sandbox/wire/person-body";
import { withRequestId } from "@/lib/sandbox/wire/request-id";
import { toId } from "@/lib/sandbox/world/ids";

type Manner = { isBulk: boolean; flags: MatchFlags; ordinal: number };

function matchBody(
  { matched, act, asked, noMatch }: Resolution,
  { isBulk, flags, ordinal }: Manner,
): Record<string, unknown> | null {
  if (!matched) return noMatchBody(isBulk ? "null" : noMatch, ordinal);
  return personBody(matched.person, {
    id: matched.answerId,
    confidence: matched.confidence,
    isBulk,
    isContact: act.isContact === true,
    hasEmailFields: !(isBulk && flags.waterfallEmail),
    revealsPersonalEmails: flags.revealPersonalEmails,
    hashedEmail: asked.hashedEmail ?? null,
  });
}

const jobIdOf = (ordinal: number): string => toId("job", ordinal % 2 ** 24);

/** People/match: one person, and no meter (docs/apollo-contract.md §2). */
export function answerMatch(context: CallContext): Promise<SandboxAnswer> {
  const { call, requestId, team } = context;
  const flags = readFlags(call.given);
  return runEnrichment(context, {
    asked: [readIdentifiers(call.given)],
    flags,
    answer: ([resolution], plan) => {
      const person = resolution ? matchBody(resolution, { isBulk: false, flags, ordinal: team.ordinal }) : null;
      return jsonText(200, withRequestId({ person, ...pendingParts(plan, jobIdOf(team.ordinal)) }, requestId));
    },
  });
}

const DETAILS_MAX = 10;

const isObject = (entry: unknown): entry is Record<string, unknown> =>
  typeof entry === "object" && entry !== null && !Array.isArray(entry);

function refuseDetails(details: unknown): SandboxAnswer | null {
  if (details === undefined || details === null || (Array.isArray(details) && details.length === 0)) {
    return bulkRefused(400, "INVALID_REQUEST", "invalid request, missing details");
  }
  if (!Array.isArray(details) || !details.every(isObject)) {
    return bulkRefused(422, "UNKNOWN_ERROR", "no implicit conversion of Symbol into Integer");
  }
  return details.length > DETAILS_MAX
    ? bulkRefused(400, "RECORD_LIMIT_EXCEEDED", "cannot enrich more than 10 in a single request")
    : null;
}

/** People/bulk_match: with a meter, unless a waterfall runs (docs/apollo-contract.md §3). */
export async function answerBulkMatch(context: CallContext): Promise<SandboxAnswer> {
  const { call, requestId, team } = context;
  const { details } = call.given;
  const refusal = refuseDetails(details);
  if (refusal) return refusal;
  const entries = (details as unknown[]).filter(isObject);
  const flags = readFlags(call.given);
  return runEnrichment(context, {
    asked: entries.map(readIdentifiers),
    flags,
    answer: (resolutions, plan) => {
      const missing = resolutions.filter(({ matched }) => !matched).length;
      const meter = plan.waterfall
        ? {}
        : { unique_enriched_records: plan.people, missing_records: missing, credits_consumed: plan.people };
      const body = {
        status: "success",
        error_code: null,
        error_message: null,
        total_requested_enrichments: entries.length,
        ...meter,
        matches: resolutions.map((resolution) => matchBody(resolution, { isBulk: true, flags, ordinal: team.ordinal })),
        ...pendingParts(plan, jobIdOf(team.ordinal)),
      };
      return jsonText(200, withRequestId(body, requestId));
    },
  });
}
