import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { RetentionRule } from "@/lib/privacy/retention";

/** A run held by this process until its lease is over or another one takes it up. */
export type HeldRun = {
  id: string;
  scope: string;
  claims: number;
  finishedRules: string[];
  requestedById: string | null;
};

const LEASE_S = 30;
/** The page shows the latest; the audit keeps what was removed. */
const KEPT_DAYS = 400;

/** Asks for a run of each scope that has none under way. Returns how many were made. */
export async function openRuns(tx: Tx, scopes: readonly string[], requestedById: string | null): Promise<number> {
  const rows = scopes.map((scope) => Prisma.sql`(${newId("retentionRun")}, ${scope}, ${requestedById}, now())`);
  if (rows.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO retention_run (id, scope, requested_by_id, requested_at) VALUES ${Prisma.join(rows)}
    ON CONFLICT (scope) WHERE finished_at IS NULL DO NOTHING`;
}

/** Takes up the oldest run that nobody works on, or null. A dead process's is free when its lease is over. */
export async function claimRun(tx: Tx): Promise<HeldRun | null> {
  const [held] = await tx.$queryRaw<HeldRun[]>`
    UPDATE retention_run
       SET claims = claims + 1, lease_until = now() + make_interval(secs => ${LEASE_S}), started_at = coalesce(started_at, now())
     WHERE id = (SELECT id FROM retention_run WHERE finished_at IS NULL AND (lease_until IS NULL OR lease_until < now())
                  ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, scope, claims, finished_rules AS "finishedRules", requested_by_id AS "requestedById"`;
  return held ?? null;
}

/** Holds the run's row until the transaction ends. False when another process has taken it up: the caller undoes its batch. */
export async function keepRun(tx: Tx, { id, claims }: HeldRun): Promise<boolean> {
  const kept = await tx.$executeRaw`
    UPDATE retention_run SET lease_until = now() + make_interval(secs => ${LEASE_S})
     WHERE id = ${id} AND claims = ${claims} AND finished_at IS NULL`;
  return kept === 1;
}

type Batch = { rule: RetentionRule; removed: number; isLast: boolean };

/** Counts a batch where it belongs: in its own commit. */
export async function countBatch(tx: Tx, { id }: HeldRun, { rule, removed, isLast }: Batch): Promise<void> {
  await tx.$executeRaw`
    UPDATE retention_run
       SET removed = jsonb_set(removed, ARRAY[${rule}], to_jsonb(coalesce((removed->>${rule})::bigint, 0) + ${removed}::bigint)),
           finished_rules = CASE WHEN ${isLast} THEN finished_rules || ${rule}::text ELSE finished_rules END
     WHERE id = ${id}`;
}

/** Gives the run back: any process may go on with it at once. */
export async function releaseRun(tx: Tx, { id, claims }: HeldRun): Promise<void> {
  await tx.$executeRaw`UPDATE retention_run SET lease_until = NULL WHERE id = ${id} AND claims = ${claims}`;
}

/** Ends the run and returns what it removed by rule; null when another process has it. Long past runs are forgotten. */
export async function finishRun(tx: Tx, { id, claims, scope }: HeldRun): Promise<Record<string, number> | null> {
  const [finished] = await tx.$queryRaw<{ removed: Record<string, number> }[]>`
    UPDATE retention_run SET finished_at = now(), lease_until = NULL
     WHERE id = ${id} AND claims = ${claims} AND finished_at IS NULL RETURNING removed`;
  await tx.$executeRaw`
    DELETE FROM retention_run WHERE scope = ${scope} AND finished_at < now() - make_interval(days => ${KEPT_DAYS})`;
  return finished?.removed ?? null;
}
