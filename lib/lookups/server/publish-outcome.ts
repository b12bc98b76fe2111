import "server-only";
import type { Answered } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import type { Tx } from "@/lib/db/client";
import type { ErrorCode } from "@/lib/errors/errors";
import type { LookupOutcome } from "@/lib/lookups/lookup";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import type { SuppressionReason } from "@/lib/suppressions/suppression";

export type Published = {
  outcome: LookupOutcome;
  personId?: string;
  /** Of somebody on the suppression list: why they are. */
  errorCode?: ErrorCode | SuppressionReason | null;
  settledAt?: Date;
};

/** Copies an outcome to every lookup that shares the attempt, and tells whoever asked. */
export async function publishOutcome(
  tx: Tx,
  { attemptId, workspaceId }: { attemptId: string; workspaceId: string },
  outcome: Published,
): Promise<void> {
  await notifyLookups(tx, workspaceId, await copyToLookups(tx, { id: attemptId, workspaceId }, outcome));
}

/** What an attempt keeps of its answer. */
export function answerColumns({ value, status, rawBody }: Answered<MatchAnswer>, now: Date) {
  return { requestId: value.requestId, responseStatus: status, responseBody: new Uint8Array(rawBody), answeredAt: now };
}
