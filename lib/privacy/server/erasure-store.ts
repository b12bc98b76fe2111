import "server-only";
import { open, seal } from "@/lib/crypto/seal";
import type { SealedPlace } from "@/lib/crypto/sealed-text";
import { db, type Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { ErasedKind } from "@/lib/privacy/erasure";
import { Scope } from "@/lib/privacy/server/erasure-scope";

const placeOf = (rowId: string, keyVersion: number): SealedPlace => ({
  ...{ table: "erasure", column: "sealed", rowId },
  keyVersion,
});

export type TakenErasure = { id: string; workspaceId: string; requestedById: string | null; scope: Scope };
export type Counts = Partial<Record<ErasedKind, number>>;

type NewErasure = { workspaceId: string; requestedById: string; scope: Scope };

/** Writes what is to be erased, sealed for as long as the work lasts. Returns its id. */
export async function createErasure(tx: Tx, { scope, ...erasure }: NewErasure): Promise<string> {
  const id = newId("erasure");
  await tx.erasure.create({ data: { id, ...erasure, sealed: seal(JSON.stringify(scope), placeOf(id, 1)) } });
  return id;
}

/** How long a worker that died keeps others from going on: together with their next round within 60 s. */
const LEASE = "30 seconds";

/** Takes up the oldest erasure that nobody is at. Doing it twice at once does no harm. */
export async function takeErasure(): Promise<TakenErasure | null> {
  const [row] = await db.$queryRaw<(Omit<TakenErasure, "scope"> & { sealed: string; keyVersion: number })[]>`
    UPDATE erasure SET lease_until = now() + ${LEASE}::interval, rounds = rounds + 1
     WHERE id = (SELECT id FROM erasure WHERE state = 'erasing' AND (lease_until IS NULL OR lease_until <= now())
                  ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, workspace_id AS "workspaceId", requested_by_id AS "requestedById", sealed, key_version AS "keyVersion"`;
  if (!row) return null;
  const { sealed, keyVersion, ...taken } = row;
  const scope = Scope.parse(JSON.parse(open(sealed, placeOf(taken.id, keyVersion))));
  return { ...taken, scope };
}

/** Adds to what its receipt tells, in the transaction that removes it. */
export async function addCounts(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }, counts: Counts) {
  const more = Object.entries(counts).filter(([, removed]) => removed > 0);
  if (more.length === 0) return;
  await tx.$executeRaw`
    UPDATE erasure e SET counts = e.counts || (
      SELECT jsonb_object_agg(m.key, coalesce((e.counts ->> m.key)::int, 0) + m.value::int)
        FROM jsonb_each_text(${JSON.stringify(Object.fromEntries(more))}::jsonb) AS m)
     WHERE e.id = ${id} AND e.workspace_id = ${workspaceId}`;
}

/** From now on nothing tells whom it was about. Returns false when someone else ended it first. */
export async function finishErasure(
  tx: Tx,
  { id, workspaceId }: { id: string; workspaceId: string },
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE erasure SET state = 'done', sealed = NULL, lease_until = NULL, finished_at = now()
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND state = 'erasing'`;
  return ended === 1;
}

/** Not ended yet: any worker may go on with it soon. */
export async function putOff({ id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  await db.$executeRaw`
    UPDATE erasure SET lease_until = now() + interval '2 seconds'
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND state = 'erasing'`;
}
