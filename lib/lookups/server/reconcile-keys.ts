import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { adjustToBill } from "@/lib/lookups/server/adjust-to-bill";
import { COUNTER_LAG_S } from "@/lib/lookups/server/quiet-comparisons";
import { reconcileKey, type ReconciledKey } from "@/lib/lookups/server/reconcile-key";

const FIELDS = {
  id: true,
  workspaceId: true,
  sealed: true,
  keyVersion: true,
  workspace: { select: { kind: true } },
} as const;

/** A key whose place was taken is still billed for its own calls. */
const COMPARED = ["active", "ending"] as const;

type Row = Omit<ReconciledKey, "workspaceKind"> & { workspace: { kind: string } };

const toKey = ({ workspace, ...key }: Row): ReconciledKey => ({
  ...key,
  workspaceKind: workspace.kind === "live" ? "live" : "practice",
});

/** Admin: compares one key's ledger with the provider's figures now. Costs nothing. */
export async function compareWithProvider(viewer: Viewer, id: string): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const row = await db.apiKey.findFirst({ where: { id, workspaceId, state: { in: [...COMPARED] } }, select: FIELDS });
  if (!row) throw new AppError("not_found", `no key ${id} in use`);
  const compared = await reconcileKey(toKey(row));
  if (!compared) {
    throw new AppError("provider_down", `key ${id}: no usage figures`, {
      say: "Apollo gave no usage figures for this key. It may lack the scope usage_stats; nothing was spent.",
    });
  }
}

const KEPT_DAYS = 90;

/** Nightly: every key in use, of every workspace. Comparisons older than 90 days go. */
export async function reconcileAllKeys(): Promise<void> {
  await db.reconciliation.deleteMany({ where: { takenAt: { lt: new Date(Date.now() - KEPT_DAYS * 86_400_000) } } });
  const rows = await db.apiKey.findMany({
    where: { state: { in: [...COMPARED] } },
    select: FIELDS,
    orderBy: { id: "asc" },
  });
  for (const row of rows) await calmly(toKey(row), (key) => reconcileKey(key));
}

/**
 * Keys that were used since they were last compared in quiet, once the provider's counter has had time to show it: what
 * an unknown outcome is settled by, and what shows how reveals are billed.
 */
export async function reconcileUsedKeys({ counterLagS = COUNTER_LAG_S } = {}): Promise<void> {
  const rows = await db.$queryRaw<ReconciledKey[]>`
    SELECT k.id, k.workspace_id AS "workspaceId", w.kind AS "workspaceKind", k.sealed, k.key_version AS "keyVersion"
      FROM api_key k JOIN workspace w ON w.id = k.workspace_id
     CROSS JOIN LATERAL (
       SELECT greatest((SELECT max(greatest(a.sent_at, a.settled_at)) FROM attempt a
                         WHERE a.api_key_id = k.id AND a.workspace_id = k.workspace_id AND a.created_at > now() - interval '1 day'),
                       (SELECT max(e.created_at) FROM ledger_entry e JOIN attempt a ON a.id = e.attempt_id AND a.api_key_id = k.id
                         WHERE e.workspace_id = k.workspace_id AND e.created_at > now() - interval '1 day')) AS at) used
     WHERE k.state IN ('active', 'ending')
       AND (used.at IS NULL OR used.at <= now() - make_interval(secs => ${counterLagS}::double precision))
       AND NOT EXISTS (SELECT FROM attempt a WHERE a.api_key_id = k.id AND a.state = 'sending')
       AND coalesce((SELECT max(r.taken_at) FROM reconciliation r WHERE r.api_key_id = k.id AND r.is_quiet), 'epoch')
           <= coalesce(used.at, k.created_at)`;
  for (const row of rows) {
    await calmly(row, async (key) => {
      await reconcileKey(key, { keepsUnquiet: false });
      await adjustToBill(key, { counterLagS });
    });
  }
}

async function calmly(key: ReconciledKey, compare: (key: ReconciledKey) => Promise<unknown>): Promise<void> {
  try {
    await compare(key);
  } catch (error) {
    log.warn({ err: error, apiKeyId: key.id }, "a key could not be compared with the provider's figures");
  }
}
