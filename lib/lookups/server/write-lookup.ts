import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Prisma, Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { ERASED_LABEL } from "@/lib/lookups/server/attempt-erasure-store";
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

/** Writes who asked for whom and how it stands; of whoever was erased, not for whom. Returns the lookup's id. */
export async function writeLookup(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { identity, options, isRefresh, standing }: AskedLookup & { standing: Standing },
): Promise<string> {
  const id = newId("lookup");
  const source = isRefresh ? "refresh" : "form";
  const isErased = standing.outcome === "suppressed" && standing.errorCode === "erased";
  const named = isErased ? { input: {}, label: ERASED_LABEL } : { input: identity, label: labelOf(identity) };
  const asked = { ...named, options, source };
  await tx.lookup.create({ data: { id, workspaceId, userId, ...asked, ...standing } });
  return id;
}
