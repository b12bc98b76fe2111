import "server-only";
import type { Tx } from "@/lib/db/client";
import { digestsOf } from "@/lib/suppressions/server/digests-of";
import { findSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { SUPPRESSION_REASONS, type Identifier, type SuppressionReason } from "@/lib/suppressions/suppression";

/** What of those asked for is on the list, and why. */
export type Suppressed = Identifier & { reason: SuppressionReason; suppressionId: string };

type Row = { id: string; digests: Uint8Array[]; reason: string };

/** The strongest first: an erasure outweighs every other reason. */
const WEIGHT: readonly SuppressionReason[] = ["erased", "objected", "do_not_contact", "customer", "other"];

/**
 * Holds the list as it is until the transaction ends: whatever is asked of it and done about it is one thing. Additions
 * wait, and find what this transaction wrote. Call it before `findSuppressed`.
 */
export async function holdSuppressions(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('suppressions ' || ${workspaceId}, 0))`;
}

/** The same for who changes the list. */
export async function lockSuppressions(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('suppressions ' || ${workspaceId}, 0))`;
}

/** Those of the identifiers that are on the workspace's list now, the gravest reason first. */
export async function findSuppressed(
  tx: Tx,
  workspaceId: string,
  identifiers: readonly Identifier[],
): Promise<Suppressed[]> {
  const key = await findSuppressionKey(tx);
  if (!key || identifiers.length === 0) return [];
  // An address and its hash share a digest.
  const byDigest = new Map<string, Identifier[]>();
  for (const identifier of identifiers)
    for (const digest of digestsOf(identifier, { key, workspaceId })) {
      const alike = byDigest.get(textOf(digest));
      if (alike) alike.push(identifier);
      else byDigest.set(textOf(digest), [identifier]);
    }
  const wanted = [...byDigest.keys()];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, digests, reason FROM suppression
     WHERE digests && ARRAY(SELECT decode(hex, 'hex') FROM unnest(${wanted}::text[]) AS given (hex)) AND workspace_id = ${workspaceId}
       AND (expires_at IS NULL OR expires_at > now())`;
  return rows
    .flatMap((row) => suppressedBy(row, byDigest))
    .toSorted((a, b) => WEIGHT.indexOf(a.reason) - WEIGHT.indexOf(b.reason));
}

function suppressedBy({ id, digests, reason }: Row, byDigest: ReadonlyMap<string, Identifier[]>): Suppressed[] {
  const found = new Set(digests.flatMap((digest) => byDigest.get(textOf(digest)) ?? []));
  const why = SUPPRESSION_REASONS.find((word) => word === reason) ?? "other";
  return [...found].map((identifier) => ({ ...identifier, reason: why, suppressionId: id }));
}

const textOf = (digest: Uint8Array): string => Buffer.from(digest).toString("hex");
