import "server-only";
import type { Answered } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import type { Tx } from "@/lib/db/client";
import type { ErrorCode } from "@/lib/errors/errors";
import type { LookupOutcome } from "@/lib/lookups/lookup";
import { notifyAllChanged } from "@/lib/live/notify-changed";
import { copyAllToLookups } from "@/lib/lookups/server/attempt-store";
import { lookupEvents } from "@/lib/lookups/server/notify-lookups";
import type { SuppressionReason } from "@/lib/suppressions/suppression";

export type Published = {
  outcome: LookupOutcome;
  personId?: string;
  /** Of somebody on the suppression list: why they are. */
  errorCode?: ErrorCode | SuppressionReason | null;
  settledAt?: Date;
};

/** Copies an outcome to every lookup that shares the attempt, and tells whoever asked. */
export function publishOutcome(
  tx: Tx,
  { attemptId, workspaceId }: { attemptId: string; workspaceId: string },
  outcome: Published,
): Promise<void> {
  return publishOutcomes(tx, workspaceId, [{ ...outcome, attemptId }]);
}

/** The same of several attempts; everybody is told of the people among them too. */
export async function publishOutcomes(
  tx: Tx,
  workspaceId: string,
  outcomes: readonly (Published & { attemptId: string })[],
): Promise<void> {
  const lookups = await copyAllToLookups(tx, workspaceId, outcomes);
  const people = new Set(outcomes.flatMap(({ personId }) => personId ?? []));
  await notifyAllChanged(tx, [
    ...lookupEvents(workspaceId, lookups),
    { workspaceId, kind: "person", ids: [...people] },
  ]);
}

/** What an attempt keeps of its answer. */
export function answerOf({ value, status, rawBody }: Answered<Pick<MatchAnswer, "requestId">>) {
  return { requestId: value.requestId, responseStatus: status, responseBody: rawBody };
}
