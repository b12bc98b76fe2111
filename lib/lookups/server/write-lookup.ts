import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import type { Prisma, Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { labelOf, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";

export type AskedLookup = {
  identity: LookupIdentity;
  options: LookupOptions;
  /** The store is not asked: the person wants the provider's word. */
  isRefresh: boolean;
};

type Standing = Pick<
  Prisma.LookupUncheckedCreateInput,
  | "attemptId"
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

/** Writes who asked for whom and how it stands; the audit says who had contacts revealed. Returns the lookup's id. */
export async function writeLookup(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { identity, options, isRefresh, standing }: AskedLookup & { standing: Standing },
): Promise<string> {
  const id = newId("lookup");
  const source = isRefresh ? "refresh" : "form";
  const asked = { input: identity, options, label: labelOf(identity), source };
  await tx.lookup.create({ data: { id, workspaceId, userId, ...asked, ...standing } });
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
