import { creditWords, formatCredits } from "@/lib/credits/credits";
import { describeDuration } from "@/lib/lookups/describe-duration";
import { OUTSTANDING_STATES } from "@/lib/lookups/lookup";
import type { LookupDto } from "@/lib/lookups/schema";

export const MOMENT_KINDS = [
  "asked",
  "approval",
  "store",
  "joined",
  "hold",
  "sent",
  "answer",
  "money",
  "delivery",
  "applied",
  "settled",
] as const;
export type Moment = { kind: (typeof MOMENT_KINDS)[number]; at: string; text: string; note?: string };

const VERBS = { hold: "Held", charge: "Charged", release: "Gave back", adjustment: "Adjusted" } as const;

/**
 * What happened to a lookup, in order: asked, held, sent, answered, delivered, applied. Clocks of several processes and
 * transactions wrote the times, so what cannot have come before its cause stands after it, whatever its time says.
 */
export function listMoments(lookup: LookupDto): Moment[] {
  const steps = stepsOf(lookup);
  const ordered: Moment[] = [];
  for (const step of steps) {
    const cause = ordered.at(-1)?.at ?? step.at;
    ordered.push({ ...step, at: step.at < cause ? cause : step.at });
  }
  const rank = ({ kind }: Moment) => MOMENT_KINDS.indexOf(kind);
  const moments = [...ordered, ...settlementsOf(lookup), ...deliveriesOf(lookup)].toSorted(
    (left, right) => left.at.localeCompare(right.at) || rank(left) - rank(right),
  );
  return [...moments, ...endOf(lookup, moments.at(-1)?.at ?? lookup.createdAt)];
}

/** Once nothing more is to come: with the last of what happened, and no sooner. */
function endOf({ settledAt, createdAt, phoneState, waterfallState }: LookupDto, lastAt: string): Moment[] {
  if (!settledAt || [phoneState, waterfallState].some((state) => OUTSTANDING_STATES.includes(state))) return [];
  const at = settledAt < lastAt ? lastAt : settledAt;
  const took = describeDuration(Date.parse(at) - Date.parse(createdAt));
  return [{ kind: "settled", at, text: "Settled", note: `${took} after it was asked` }];
}

/** Each the cause of the next. */
function stepsOf({ createdAt, who, source, run, answeredFrom, ledger, attempt, approval }: LookupDto): Moment[] {
  const from = run ? `in the run “${run.name}”` : FROM[source];
  const asked: Moment = { kind: "asked", at: createdAt, text: "Asked", note: `by ${who.name}, ${from}` };
  const steps = [asked, ...approvalOf(approval)];
  if (approval && approval.state !== "approved") return steps;
  if (answeredFrom === "store") {
    steps.push({ kind: "store", at: createdAt, text: "Answered from your people", note: "nothing was sent or bought" });
    return steps;
  }
  if (answeredFrom === "joined") {
    steps.push({ kind: "joined", at: createdAt, text: "Joined an identical lookup", note: "which pays for both" });
  } else {
    const holds = ledger.filter(({ kind }) => kind === "hold");
    steps.push(...holds.map(({ credits, reason, createdAt: at }) => moneyOf({ kind: "hold", credits, reason, at })));
  }
  if (attempt?.sentAt) {
    const note = attempt.keyName && { note: `key “${attempt.keyName}”` };
    steps.push({ kind: "sent", at: attempt.sentAt, text: "Sent to Apollo", ...note });
  }
  if (attempt?.answeredAt) {
    steps.push({ kind: "answer", at: attempt.answeredAt, text: "Answered", note: answerNote(attempt) });
  }
  return steps;
}

const DECIDED = {
  approved: "Approved",
  declined: "Declined",
  withdrawn: "Withdrawn",
  expired: "Nobody decided in time",
} as const;

/** Asked for and, once it is, decided. */
function approvalOf(approval: LookupDto["approval"]): Moment[] {
  if (!approval) return [];
  const { state, ceiling, threshold, requestedAt, decidedAt, by, reason } = approval;
  const note = `up to ${creditWords(ceiling)}; above ${formatCredits(threshold)} an admin decides`;
  const steps: Moment[] = [{ kind: "approval", at: requestedAt, text: "Sent for approval", note }];
  if (state === "requested" || decidedAt === null) return steps;
  const words = [by !== null && state !== "withdrawn" && `by ${by}`, reason !== null && `“${reason}”`];
  const said = words.filter((word) => word !== false).join(": ");
  return [...steps, { kind: "approval", at: decidedAt, text: DECIDED[state], ...(said && { note: said }) }];
}

const FROM = { form: "in the form", run: "in a run", api: "by the API", refresh: "by a refresh" } as const;

type Attempt = NonNullable<LookupDto["attempt"]>;

function answerNote({ responseStatus, sentAt, answeredAt }: Attempt): string {
  const tookMs = sentAt && answeredAt ? Date.parse(answeredAt) - Date.parse(sentAt) : null;
  const parts = [
    responseStatus !== null && `HTTP ${String(responseStatus)}`,
    tookMs !== null && `${String(tookMs)} ms`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

type Money = { kind: keyof typeof VERBS; credits: string; reason: string; at: string };

function moneyOf({ kind, credits, reason, at }: Money): Moment {
  return { kind: kind === "hold" ? "hold" : "money", at, text: `${VERBS[kind]} ${creditWords(credits)}`, note: reason };
}

/** Of a lookup that paid for itself. The profile is charged by the answer, so never before it. */
function settlementsOf({ ledger, answeredFrom, attempt }: LookupDto): Moment[] {
  if (answeredFrom !== "provider") return [];
  return ledger
    .filter(({ kind }) => kind !== "hold")
    .map(({ kind, part, credits, reason, createdAt }) => {
      const cause = part === "profile" || part === "lookup" ? (attempt?.answeredAt ?? createdAt) : createdAt;
      return moneyOf({ kind, credits, reason, at: createdAt < cause ? cause : createdAt });
    });
}

const CAME: Record<string, string> = {
  phone: "Phones delivered",
  waterfall: "Waterfall delivered",
  failure: "Delivered: nothing found",
  ping: "Delivered: it names nobody",
};

/** With a reason it was settled and charged, and touched nobody. */
const APPLIED_TO = { person: "Applied to the person", nobody: "Settled" };

const RECOVERED: Record<string, string> = {
  phone: "Phones recovered",
  waterfall: "Waterfall recovered",
  failure: "Recovered: nothing found",
};

function deliveriesOf({ deliveries }: LookupDto): Moment[] {
  return deliveries.flatMap(({ receivedAt, appliedAt, state, via, kind, reason }): Moment[] => {
    const delivered = CAME[kind ?? ""] ?? "Delivery, not read yet";
    const recovered = { text: RECOVERED[kind ?? ""] ?? delivered, note: "by poll: no callback had brought it" };
    const came: Moment = {
      ...{ kind: "delivery", at: receivedAt },
      ...(via === "poll" ? recovered : { text: delivered }),
    };
    if (appliedAt === null) return [came];
    const text = state === "applied" ? APPLIED_TO[reason === null ? "person" : "nobody"] : `Set aside: ${state}`;
    return [came, { kind: "applied", at: appliedAt, text, ...(reason && { note: reason }) }];
  });
}
