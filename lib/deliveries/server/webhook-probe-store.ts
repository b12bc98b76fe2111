import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction, Prisma, type Tx } from "@/lib/db/client";
import { directPool } from "@/lib/db/direct-pool";
import type { ProbeArrival } from "@/lib/deliveries/server/judge-probe";
import type { ProbeFacts } from "@/lib/deliveries/describe-probe";

export type NewProbe = { id: string; workspaceId: string; userId: string; appUrl: string; token: string; body: Buffer };

/** Longer than a test lasts. One that its process did not end is nobody's after that. */
const UNDER_WAY_FOR = "15 seconds";

/**
 * Writes a test with its token's hash, before its call is made. Returns false while another one of this address is under
 * way, whoever asked for it.
 */
export function openProbe({ id, workspaceId, userId, appUrl, token, body }: NewProbe): Promise<boolean> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('webhook_probe'))::text AS locked`;
    const opened = await tx.$executeRaw`
      INSERT INTO webhook_probe (id, workspace_id, user_id, app_url, token_hash, body_sha256)
      SELECT ${id}, ${workspaceId}, ${userId}, ${appUrl}, ${sha256(token)}, ${sha256(body)}
       WHERE NOT EXISTS (SELECT FROM webhook_probe WHERE app_url = ${appUrl} AND finished_at IS NULL
                            AND created_at > now() - ${UNDER_WAY_FOR}::interval)`;
    return opened === 1;
  });
}

const ARRIVE = `
  UPDATE webhook_probe SET arrived_at = clock_timestamp(), is_whole = body_sha256 = $2
   WHERE id = $1 AND arrived_at IS NULL AND finished_at IS NULL`;

/** Notes that a test's call came in, by the same few connections as callbacks. False when its token is used up. */
export async function recordProbeArrival(id: string, body: Buffer): Promise<boolean> {
  const { rowCount } = await directPool().query(ARRIVE, [id, sha256(body)]);
  return rowCount === 1;
}

export async function findProbeArrival(id: string): Promise<ProbeArrival> {
  const row = await db.webhookProbe.findUnique({ where: { id }, select: { isWhole: true } });
  return row?.isWhole == null ? null : { isWhole: row.isWhole };
}

type Finding = { facts: ProbeFacts; address: string | null; durationMs: number };

/** Ends a test; its token is good for nothing from then on. */
export async function closeProbe(tx: Tx, id: string, { facts, address, durationMs }: Finding): Promise<void> {
  const { outcome, status, location, code } = facts;
  await tx.webhookProbe.updateMany({
    where: { id, finishedAt: null },
    data: { finishedAt: new Date(), outcome, findings: { status, location, code, address }, durationMs },
  });
}

/** The latest test of this address that was ended, wherever it was asked for. */
export function findLatestProbe(appUrl: string) {
  return db.webhookProbe.findFirst({
    where: { appUrl, finishedAt: { not: null } },
    orderBy: { finishedAt: "desc" },
    select: { workspaceId: true, userId: true, finishedAt: true, outcome: true, findings: true, durationMs: true },
  });
}

/** Whether a test of this address is under way now. */
export async function isProbing(appUrl: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isProbing: boolean }[]>`
    SELECT EXISTS (SELECT FROM webhook_probe WHERE app_url = ${appUrl} AND finished_at IS NULL
                      AND created_at > now() - ${UNDER_WAY_FOR}::interval) AS "isProbing"`;
  return row?.isProbing === true;
}

type OldProbes = { workspaceId: string; days: number; max: number };

// What is known of an address is its latest test: that one stays.
const isOld = ({ workspaceId, days }: OldProbes) => Prisma.sql`
  p.workspace_id = ${workspaceId} AND p.created_at < now() - make_interval(days => ${days})
  AND EXISTS (SELECT FROM webhook_probe later WHERE later.app_url = p.app_url AND later.finished_at > p.created_at AND later.id <> p.id)`;

/** How many tests that a workspace asked for are older than so many days, up to `max`. */
export async function countOldProbes(tx: Tx, old: OldProbes): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM (SELECT FROM webhook_probe p WHERE ${isOld(old)} LIMIT ${old.max}) AS old`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of them. Returns how many. */
export function removeOldProbes(tx: Tx, old: OldProbes): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_probe WHERE id IN (
      SELECT p.id FROM webhook_probe p WHERE ${isOld(old)} LIMIT ${old.max} FOR UPDATE SKIP LOCKED)`;
}
