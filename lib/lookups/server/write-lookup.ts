import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import type { Prisma, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { addArrivals } from "@/lib/lists/server/add-arrivals";
import { ERASED_LABEL } from "@/lib/lookups/server/attempt-erasure-store";
import { labelOf, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";

export type AskedLookup = {
  identity: LookupIdentity;
  options: LookupOptions;
  /** The store is not asked: the person wants the provider's word. */
  isRefresh: boolean;
  /** Whom it is about, where the identity is a mere id. */
  label?: string;
  /** Where it is neither the form nor a refresh. */
  source?: "run";
  /** Nobody waits for the answer: a worker makes the call. */
  isLeftToWorker?: boolean;
  /** It has waited for an approval: the lookup that waits gets the answer. `whose`: who asked for it. */
  approved?: { lookupId: string; whose: string };
};

type Standing = Pick<
  Prisma.LookupUncheckedCreateInput,
  | "attemptId"
  | "apiKeyId"
  | "personId"
  | "outcome"
  | "phoneState"
  | "waterfallState"
  | "errorCode"
  | "answeredFrom"
  | "creditsHeld"
  | "creditsSaved"
  | "settledAt"
> & { outcome: string };

/**
 * Writes who asked for whom and how it stands: a new lookup, or the one that was approved; of whoever was erased, not for
 * whom. The audit says who had contacts revealed. Returns the lookup's id.
 */
export async function writeLookup(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { identity, options, isRefresh, source, label, approved, standing }: AskedLookup & { standing: Standing },
): Promise<string> {
  const isErased = standing.outcome === "suppressed" && standing.errorCode === "erased";
  const nobody = { input: {}, label: ERASED_LABEL };
  if (approved) {
    const { count } = await tx.lookup.updateMany({
      where: { id: approved.lookupId, workspaceId, outcome: "awaiting_approval" },
      data: isErased ? { ...standing, ...nobody } : standing,
    });
    if (count !== 1) throw new AppError("conflict", `${approved.lookupId} does not wait any more`);
    if (standing.personId) await addArrivals(tx, { workspaceId, lookupIds: [approved.lookupId] });
    return approved.lookupId;
  }
  const id = newId("lookup");
  const named = isErased ? nobody : { input: identity, label: label ?? labelOf(identity) };
  const asked = { ...named, options, source: source ?? (isRefresh ? "refresh" : "form") };
  await tx.lookup.create({ data: { id, workspaceId, userId, ...asked, ...standing } });
  if (standing.personId) await addArrivals(tx, { workspaceId, lookupIds: [id] });
  const reveals = Object.entries(options).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
  if (reveals.length > 0)
    await recordAudit(tx, {
      workspaceId,
      actorId: userId,
      action: "reveal.requested",
      subject: id,
      detail: { reveals },
    });
  return id;
}
