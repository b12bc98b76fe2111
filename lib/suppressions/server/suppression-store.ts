import "server-only";
import type { KeyObject } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { digestsOf } from "@/lib/suppressions/server/digests-of";
import type { Identifier, SuppressionReason } from "@/lib/suppressions/suppression";

type Addition = {
  workspaceId: string;
  identifiers: readonly Identifier[];
  reason: SuppressionReason;
  addedById: string | null;
  erasureId?: string;
  expiresAt?: Date | null;
};

/** `already`: it stood there for this reason, or for a graver one. */
export type Added = "added" | "changed" | "already";

/**
 * Puts values on the list as digests. One entry a value: an erasure takes over what stood there, and nothing takes over
 * an erasure. The list must be locked (`lockSuppressions`). Returns what became of each, in the order given.
 */
export async function addSuppressions(tx: Tx, key: KeyObject, addition: Addition): Promise<Added[]> {
  const { workspaceId, identifiers, ...entry } = addition;
  const digests = identifiers.map((identifier) => digestsOf(identifier, { key, workspaceId }));
  const ids = identifiers.map(() => newId("suppression"));
  const rows = await tx.$queryRaw<{ nth: number; isNew: boolean }[]>`
    WITH given AS (
      SELECT * FROM unnest(${ids}::text[], ${identifiers.map(({ kind }) => kind)}::text[],
                           ${digests.map(hexOf)}::text[]) WITH ORDINALITY AS g (id, kind, hexes, nth)
    ), spelled AS (
      SELECT id, kind, nth, ARRAY(SELECT decode(h, 'hex') FROM unnest(string_to_array(hexes, ' ')) WITH ORDINALITY AS p (h, n)
                                   ORDER BY n) AS digests FROM given
    ), written AS (
      INSERT INTO suppression AS s (id, workspace_id, kind, digests, reason, erasure_id, added_by_id, expires_at, created_at)
      SELECT DISTINCT ON (digests[1]) id, ${workspaceId}, kind, digests, ${entry.reason}, ${entry.erasureId ?? null},
             ${entry.addedById}, ${entry.expiresAt ?? null}::timestamptz, clock_timestamp()
        FROM spelled ORDER BY digests[1], nth
      ON CONFLICT (workspace_id, (digests[1])) DO UPDATE
        SET reason = excluded.reason, erasure_id = excluded.erasure_id, added_by_id = excluded.added_by_id,
            expires_at = excluded.expires_at, created_at = excluded.created_at
        WHERE s.reason <> 'erased' AND (s.reason, s.expires_at) IS DISTINCT FROM (excluded.reason, excluded.expires_at)
      RETURNING s.digests[1] AS digest, s.id
    )
    SELECT p.nth::int AS nth, w.id = p.id AS "isNew" FROM spelled p JOIN written w ON w.digest = p.digests[1]`;
  const became = new Map(rows.map(({ nth, isNew }) => [nth, isNew]));
  const first = new Set<string>();
  return digests.map((digest, index) => {
    const isRepeat = first.has(hexOf(digest));
    first.add(hexOf(digest));
    const isNew = became.get(index + 1);
    if (isRepeat || isNew === undefined) return "already";
    return isNew ? "added" : "changed";
  });
}

/** Takes one entry off the list. Returns false when it is not there, or is another workspace's. */
export async function deleteSuppression(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }) {
  const { count } = await tx.suppression.deleteMany({ where: { id, workspaceId } });
  return count === 1;
}

/** Takes several off, but for what an erasure has taken over meanwhile. Returns how many went. */
export async function deleteSuppressions(
  tx: Tx,
  { ids, workspaceId }: { ids: readonly string[]; workspaceId: string },
): Promise<number> {
  const { count } = await tx.suppression.deleteMany({
    where: { id: { in: [...ids] }, workspaceId, reason: { not: "erased" } },
  });
  return count;
}

const hexOf = (digests: readonly Uint8Array[]): string =>
  digests.map((digest) => Buffer.from(digest).toString("hex")).join(" ");
