import "server-only";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import type { DecideMatchInput } from "@/lib/deliveries/schema";
import { mergeKeptDeliveries } from "@/lib/deliveries/server/merge-kept-deliveries";
import { AppError } from "@/lib/errors/app-error";
import type { LookupOutcome } from "@/lib/lookups/lookup";
import { WEAK_BELOW } from "@/lib/lookups/match-guard";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { findBar, type Bar } from "@/lib/lookups/server/find-bar";
import { identifiersOf, keepPerson } from "@/lib/lookups/server/keep-person";
import { readStoredIdentity } from "@/lib/lookups/server/read-request";
import { settleBarred } from "@/lib/lookups/server/settle-barred";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";

/**
 * Admin, or the rep whose lookup it is: says whether a weak match is the person who was asked for. Accepted, the answer
 * and all that was delivered for it since are merged into the workspace's people; turned down, nothing of it ever is.
 * What it cost stays spent either way. Throws `conflict` when it was decided before.
 */
export async function decideMatch(viewer: Viewer, { lookupId, decision }: DecideMatchInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const lookup = await db.lookup.findFirst({
    where: { ...visibleTo(viewer), id: lookupId },
    select: { attemptId: true },
  });
  if (!lookup?.attemptId) throw new AppError("not_found", `lookup ${lookupId} has no match to decide on`);
  const ref = { id: lookup.attemptId, workspaceId };
  await inTransaction(async (tx) => {
    const now = new Date();
    const { count } = await tx.attempt.updateMany({
      where: { ...ref, state: "matched", guardScore: { lt: WEAK_BELOW }, decision: null, erasedAt: null },
      data: { decision, decidedById: userId, decidedAt: now },
    });
    if (count === 0) throw new AppError("conflict", `the match of attempt ${ref.id} is not to be decided`);
    if (decision === "accepted") await accept(tx, ref);
    else await publish(tx, ref, { outcome: "turned_down" });
    const audited = { action: `match.${decision}`, subject: lookupId, detail: { attemptId: ref.id } };
    await recordAudit(tx, { workspaceId, actorId: userId, ...audited });
  });
}

async function accept(tx: Tx, ref: AttemptRef): Promise<void> {
  const { id: attemptId, workspaceId } = ref;
  const { responseBody, answeredAt, request } = await tx.attempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { responseBody: true, answeredAt: true, request: true },
  });
  const person = responseBody && readMatchAnswer(responseBody).person;
  if (!person || !answeredAt) throw new AppError("internal", `attempt ${attemptId} was matched without a person`);
  const { bar, leftOut } = await findBar(tx, workspaceId, {
    identity: readStoredIdentity(request),
    found: identifiersOf(person),
  });
  if (bar) return turnAway(tx, ref, { bar, settledAt: answeredAt });
  const personId = await keepPerson(tx, ref, { person, leftOut, observedAt: answeredAt });
  await mergeKeptDeliveries(tx, ref);
  await publish(tx, ref, { outcome: "matched", personId });
}

/** Came onto the suppression list since: neither the answer nor what was delivered for it is kept. */
async function turnAway(tx: Tx, ref: AttemptRef, why: { bar: Bar; settledAt: Date }): Promise<void> {
  const where = { attemptId: ref.id, workspaceId: ref.workspaceId, state: "applied" };
  const reason = why.bar.reason === "erased" ? "erased" : "suppressed";
  await tx.delivery.updateMany({ where, data: { state: "dropped", reason, body: new Uint8Array() } });
  await settleBarred(tx, ref, why);
}

type Verdict = { outcome: LookupOutcome; personId?: string };

async function publish(tx: Tx, ref: AttemptRef, verdict: Verdict): Promise<void> {
  await notifyStates(tx, ref.workspaceId, await copyToLookups(tx, ref, verdict));
}
