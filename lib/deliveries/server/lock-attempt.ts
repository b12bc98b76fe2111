import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { Asked } from "@/lib/deliveries/server/read-delivery";
import { readStoredIdentity } from "@/lib/lookups/server/read-request";
import type { LookupIdentity } from "@/lib/lookups/lookup";
import { WEAK_BELOW } from "@/lib/lookups/match-guard";

export type LockedAttempt = Omit<Asked, "isPolled"> & {
  id: string;
  workspaceId: string;
  /** Its call may still be answered: a callback that came first waits until it is settled. */
  isBeingSent: boolean;
  isErased: boolean;
  nameAsked: string | null;
  /** As it was asked for; empty once the person was erased. */
  identity: LookupIdentity;
  phoneState: string;
  /** The call that it shares with others. */
  bulkCallId: string | null;
  /** Why what comes for it must not touch any person; null when it may. */
  keptApart: string | null;
};

type Row = {
  id: string;
  workspaceId: string;
  state: string;
  requestedApolloId: string | null;
  returnedApolloId: string | null;
  request: unknown;
  isErased: boolean;
  isFresh: boolean;
  phoneState: string;
  bulkCallId: string | null;
  guardScore: number | null;
  decision: string | null;
};

export const KEPT_APART = "kept apart until someone accepts the match";
const TURNED_DOWN = "kept apart: the match was turned down";

/** Longer than any call of ours lasts. After that nobody will settle the attempt but the callback. */
export const CALL_LASTS_AT_MOST = "3 minutes";

/** The same of one: null when it is gone or held. */
export async function lockAttempt(tx: Tx, attemptId: string): Promise<LockedAttempt | null> {
  const [attempt] = await lockAttempts(tx, [attemptId]);
  return attempt ?? null;
}

/**
 * Holds the attempts against other settlers until the transaction ends. Those that someone else holds, or that are gone, are left out. Not
 * FOR UPDATE: that would block the target, whose new rows refer to the attempt.
 */
export async function lockAttempts(tx: Tx, attemptIds: readonly string[]): Promise<LockedAttempt[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, workspace_id AS "workspaceId", state, requested_apollo_id AS "requestedApolloId",
           returned_apollo_id AS "returnedApolloId", request, erased_at IS NOT NULL AS "isErased",
           phone_state AS "phoneState", guard_score AS "guardScore", decision, bulk_call_id AS "bulkCallId",
           coalesce(sent_at, created_at) > now() - ${CALL_LASTS_AT_MOST}::interval AS "isFresh"
    FROM attempt WHERE id = ANY (${attemptIds}) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.map(toLocked);
}

function toLocked(row: Row): LockedAttempt {
  const { id, workspaceId, state, requestedApolloId, returnedApolloId, isErased, isFresh, phoneState, bulkCallId } =
    row;
  const isOpen = state === "sending" || state === "reserved";
  return {
    ...{ id, workspaceId, requestedApolloId, returnedApolloId, isErased, phoneState, bulkCallId },
    keptApart: whyKeptApart(row),
    isBeingSent: isOpen && isFresh && !isErased,
    isUnanswered: isOpen || state === "unknown",
    nameAsked: nameOf(row.request),
    identity: readStoredIdentity(row.request),
  };
}

/** A weak match is nobody's person until someone says yes. */
function whyKeptApart({ guardScore, decision }: Row): string | null {
  if (guardScore === null || guardScore >= WEAK_BELOW || decision === "accepted") return null;
  return decision === "rejected" ? TURNED_DOWN : KEPT_APART;
}

const AskedName = z.object({ fullName: z.string(), firstName: z.string(), lastName: z.string() }).partial().catch({});

function nameOf(request: unknown): string | null {
  const { fullName, firstName, lastName } = AskedName.parse(request);
  return fullName ?? ([firstName, lastName].filter(Boolean).join(" ") || null);
}
