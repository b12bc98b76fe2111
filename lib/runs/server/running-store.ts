import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma, type Tx } from "@/lib/db/client";
import type { LookupOptions } from "@/lib/lookups/lookup";
import { readStoredOptions } from "@/lib/lookups/server/read-request";

/** A run to be carried on, with the key that its workspace uses now. */
export type DueRun = { id: string; workspaceId: string; userId: string; apiKeyId: string | null };

export function findDueRuns(tx: Tx): Promise<DueRun[]> {
  return tx.$queryRaw<DueRun[]>`
    SELECT u.id, u.workspace_id AS "workspaceId", u.user_id AS "userId", k.id AS "apiKeyId"
      FROM run u LEFT JOIN api_key k ON k.workspace_id = u.workspace_id AND k.is_default AND k.state = 'active'
     WHERE u.state = 'running' ORDER BY u.id`;
}

type Owner = { workspaceKind: Viewer["workspaceKind"]; role: Viewer["role"] | null; isEnabled: boolean };
type Standing = {
  id: string;
  workspaceId: string;
  userId: string;
  taken: number;
  rowLimit: number | null;
  creditCeiling: Prisma.Decimal | null;
  committed: Prisma.Decimal;
  isRefresh: boolean;
};

export type RunningRun = Standing & { options: LookupOptions; owner: Owner };

/**
 * The run as long as it is running, held until the transaction ends. Whoever takes rows up holds it, and whoever pauses or stops it:
 * one after the other, in the order in which they came.
 */
export async function holdRunning(tx: Tx, id: string): Promise<RunningRun | null> {
  const [run] = await tx.$queryRaw<(Standing & Owner & { options: unknown })[]>`
    SELECT u.id, u.workspace_id AS "workspaceId", u.user_id AS "userId", u.taken, u.row_limit AS "rowLimit",
           u.credit_ceiling AS "creditCeiling", u.committed, u.is_refresh AS "isRefresh", u.options,
           w.kind AS "workspaceKind", m.role, o.disabled_at IS NULL AS "isEnabled"
      FROM run u JOIN workspace w ON w.id = u.workspace_id JOIN "user" o ON o.id = u.user_id
      LEFT JOIN membership m ON m.workspace_id = u.workspace_id AND m.user_id = u.user_id
     WHERE u.id = ${id} AND u.state = 'running' FOR NO KEY UPDATE OF u`;
  if (!run) return null;
  const { workspaceKind, role, isEnabled, options, ...standing } = run;
  return { ...standing, options: readStoredOptions(options), owner: { workspaceKind, role, isEnabled } };
}

/** In whose name it goes: who may still look people up here. Null: nobody. */
export function ownerOf({ userId, workspaceId, owner }: RunningRun): Viewer | null {
  const { role, workspaceKind, isEnabled } = owner;
  return isEnabled && (role === "admin" || role === "rep") ? { userId, workspaceId, workspaceKind, role } : null;
}

type Place = { id: string; workspaceId: string };

/** What its lookups hold and have been charged, exactly. */
export async function sumCommitted(tx: Tx, { id, workspaceId }: Place): Promise<Prisma.Decimal> {
  const [sum] = await tx.$queryRaw<{ credits: Prisma.Decimal }[]>`
    SELECT coalesce(sum(l.credits_held + l.credits_charged), 0) AS credits
      FROM run_row r JOIN lookup l ON l.id = r.lookup_id WHERE r.run_id = ${id} AND r.workspace_id = ${workspaceId}`;
  return sum?.credits ?? new Prisma.Decimal(0);
}

/** How far it has got, for whoever takes rows next. */
export async function noteTaken(
  tx: Tx,
  { id, workspaceId }: Place,
  { rows, committed }: { rows: number; committed: Prisma.Decimal },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET taken = taken + ${rows}, committed = ${committed} WHERE id = ${id} AND workspace_id = ${workspaceId}`;
}

export type HeldRun = Place & { userId: string; state: string; failures: number; failuresMax: number };

/** A run of which a call failed, whatever it stands at, held. */
export async function holdFailing(tx: Tx, { id, workspaceId }: Place): Promise<HeldRun | null> {
  const [run] = await tx.$queryRaw<HeldRun[]>`
    SELECT id, workspace_id AS "workspaceId", user_id AS "userId", state, failures, failures_max AS "failuresMax"
      FROM run WHERE id = ${id} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  return run ?? null;
}

export async function noteFailures(tx: Tx, { id, workspaceId }: Place, rows: number): Promise<void> {
  await tx.$executeRaw`UPDATE run SET failures = failures + ${rows} WHERE id = ${id} AND workspace_id = ${workspaceId}`;
}

/** After an answer, where there were failures before it. */
export async function forgetFailures(tx: Tx, { id, workspaceId }: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET failures = 0 WHERE id = ${id} AND workspace_id = ${workspaceId} AND failures > 0`;
}

/** Rows that went back untried. */
export async function noteUntaken(tx: Tx, { id, workspaceId }: Place, rows: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET taken = greatest(0, taken - ${rows}) WHERE id = ${id} AND workspace_id = ${workspaceId}`;
}
