import "server-only";
import { z } from "zod";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import { readArrivesBy } from "@/lib/api-keys/server/webhook-arrival";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { describeOutcome } from "@/lib/lookups/describe-outcome";
import { ATTEMPT_STATES, OUTSTANDING_STATES, type LookupOutcome, type PendingState } from "@/lib/lookups/lookup";
import { LEDGER_KINDS, LEDGER_PARTS } from "@/lib/credits/credits";
import { getUsualWait } from "@/lib/lookups/server/get-usual-wait";
import { readApproval } from "@/lib/lookups/server/read-approval";
import { listAdmins } from "@/lib/lookups/server/list-admins";
import { readCandidate } from "@/lib/lookups/server/read-candidate";
import {
  LookupDto,
  type AttemptDto,
  type CandidateDto,
  type LookupSummaryDto,
  type UsualWait,
} from "@/lib/lookups/schema";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { readingOf, type Reading } from "@/lib/lookups/server/readable-text";
import { listComments } from "@/lib/lookups/server/list-comments";
import { wordOf } from "@/lib/lookups/server/read-lookup";
import { findLookup } from "@/lib/lookups/server/read-lookups";
import { findPerson } from "@/lib/people/server/read-person";

const APART: readonly LookupOutcome[] = ["needs_a_look", "turned_down"];
const Sentences = z.array(z.string()).catch([]);
const Asked = z.record(z.string(), z.string()).catch({});

/** Any member: one lookup with its whole story. A rep's own only; another's is not found. */
export async function getLookup(viewer: Viewer, id: string): Promise<LookupDto> {
  const [summary, row] = await Promise.all([findLookup(viewer, id), findRow(viewer, id)]);
  if (!summary || !row) throw new AppError("not_found", `lookup ${id}`);
  const { attempt } = row;
  const approval = await readApproval(viewer, row.approval);
  const read = await readingOf(viewer, { user: summary.who, person: summary.person });
  return {
    ...summary,
    asked: Asked.parse(row.input),
    options: LookupDto.shape.options.parse(row.options),
    message: await tell(viewer, { ...summary, responseStatus: statusOf(attempt), approval }),
    withheld: Sentences.parse(attempt?.withheld),
    guardReasons: Sentences.parse(attempt?.guardReasons),
    approval,
    attempt: attempt && toAttemptDto(attempt, read),
    deliveries: (attempt?.deliveries ?? []).map((delivery) => toDeliveryDto(delivery, read)),
    ledger: (attempt?.ledgerEntries ?? []).map(({ kind, part, credits, reason, createdAt }) => ({
      kind: wordOf(LEDGER_KINDS, kind),
      part: wordOf(LEDGER_PARTS, part),
      credits: credits.toString(),
      reason,
      createdAt: createdAt.toISOString(),
    })),
    result: summary.person && (await findPerson(db, viewer, summary.person.id)),
    usualWait: await findUsualWait(viewer, summary.phoneState),
    arrivesBy: await findArrivesBy(viewer, summary),
    mayDecide: viewer.role !== "reviewer",
    candidate: candidateOf(summary.outcome, attempt),
    comments: await listComments(viewer, id),
    mayReview: viewer.role !== "rep",
  };
}

function findRow(viewer: Viewer, id: string) {
  return db.lookup.findFirst({
    where: { ...visibleTo(viewer), id },
    select: {
      input: true,
      options: true,
      approval: true,
      attempt: {
        include: {
          apiKey: { select: { name: true } },
          deliveries: { orderBy: { receivedAt: "asc" } },
          ledgerEntries: { orderBy: { createdAt: "asc" } },
        },
      },
    },
  });
}

/** Whom to ask stands where only an admin can say more. */
async function tell(viewer: Viewer, described: Parameters<typeof describeOutcome>[0]): Promise<string> {
  const message = describeOutcome(described);
  if (described.outcome !== "suppressed" || viewer.role === "admin") return message;
  const names = new Intl.ListFormat("en", { type: "disjunction" }).format(await listAdmins(viewer.workspaceId));
  return names === "" ? message : `${message} Ask ${names}, who keeps the list.`;
}

function statusOf(attempt: { responseStatus: number | null } | null): number | null {
  return attempt === null ? null : attempt.responseStatus;
}

/** Asked only where someone waits: the figures are read anew each time. */
async function findUsualWait({ workspaceId }: Viewer, state: PendingState): Promise<UsualWait | null> {
  return OUTSTANDING_STATES.includes(state) ? getUsualWait(workspaceId) : null;
}

/** Asked only where something is on its way. */
async function findArrivesBy(viewer: Viewer, lookup: LookupSummaryDto): Promise<LookupDto["arrivesBy"]> {
  const isOutstanding = [lookup.phoneState, lookup.waterfallState].some((state) => OUTSTANDING_STATES.includes(state));
  return isOutstanding ? readArrivesBy(viewer) : null;
}

function candidateOf(
  outcome: LookupOutcome,
  attempt: { responseBody: Uint8Array | null; answerRemovedAt: Date | null } | null,
): CandidateDto | null {
  return APART.includes(outcome) && attempt?.responseBody && !attempt.answerRemovedAt
    ? readCandidate(attempt.responseBody)
    : null;
}

type AttemptRow = Omit<
  AttemptDto,
  | "state"
  | "keyName"
  | "request"
  | "responseBody"
  | "answerRemovedAt"
  | "createdAt"
  | "sendAfter"
  | "sentAt"
  | "answeredAt"
  | "settledAt"
> & {
  state: string;
  apiKey: { name: string } | null;
  request: unknown;
  responseBody: Uint8Array | null;
  answerRemovedAt: Date | null;
  createdAt: Date;
  sendAfter: Date | null;
  sentAt: Date | null;
  answeredAt: Date | null;
  settledAt: Date | null;
};

function toAttemptDto(row: AttemptRow, read: Reading): AttemptDto {
  return {
    id: row.id,
    state: wordOf(ATTEMPT_STATES, row.state),
    keyName: row.apiKey?.name ?? null,
    request: z.record(z.string(), z.unknown()).catch({}).parse(row.request),
    requestId: row.requestId,
    responseStatus: row.responseStatus,
    responseBody: row.answerRemovedAt || !row.responseBody ? null : read(row.responseBody),
    answerRemovedAt: orNull(row.answerRemovedAt),
    createdAt: row.createdAt.toISOString(),
    sendAfter: orNull(row.sendAfter),
    sentAt: orNull(row.sentAt),
    answeredAt: orNull(row.answeredAt),
    settledAt: orNull(row.settledAt),
    oddCost: row.oddCost,
  };
}

const orNull = (at: Date | null): string | null => at?.toISOString() ?? null;

type DeliveryRow = {
  id: string;
  state: string;
  via: string;
  kind: string | null;
  reason: string | null;
  seen: number;
  receivedAt: Date;
  appliedAt: Date | null;
  body: Uint8Array;
  bodyRemovedAt: Date | null;
};

function toDeliveryDto(row: DeliveryRow, read: Reading) {
  const { id, state, via, kind, seen, receivedAt, appliedAt, body, bodyRemovedAt } = row;
  return {
    id,
    state,
    via: via === "poll" ? ("poll" as const) : ("webhook" as const),
    kind,
    // A parser's words may quote the body.
    reason: row.reason && maskPhonesInSentence(row.reason),
    seen,
    receivedAt: receivedAt.toISOString(),
    appliedAt: orNull(appliedAt),
    body: read(body),
    bodyRemovedAt: orNull(bodyRemovedAt),
  };
}
