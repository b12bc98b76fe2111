import "server-only";
import type { ApolloClient } from "@/lib/apollo/client";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyAnswer } from "@/lib/api-keys/server/note-key-answer";
import { ofSameTeam } from "@/lib/api-keys/server/same-team";
import { apolloFor } from "@/lib/apollo/configured";
import { db, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";

export type ReconciledKey = {
  id: string;
  workspaceId: string;
  workspaceKind: "practice" | "live";
  sealed: string | null;
  keyVersion: number;
};

export type Comparison = {
  id: string;
  cycleStart: string | null;
  drift: Prisma.Decimal;
  isQuiet: boolean;
  unknowns: number;
  pending: string;
  takenAt: Date;
};

const TIMEOUT_MS = 15_000;
/** On unified plans it carries everything (docs/apollo-contract.md §7). */
const BUCKET = "lead_credit";

type Books = { used: Prisma.Decimal; sending: number; unknowns: number; pending: string };

/**
 * Compares what our ledger says was spent with this key against the provider's own counter of the present cycle, which
 * is free, and writes the result down; one that only timing may explain is kept where asked. Null when the provider did
 * not answer or names no figure, and when nothing was written.
 */
export async function reconcileKey(key: ReconciledKey, { keepsUnquiet = true } = {}): Promise<Comparison | null> {
  const client = apolloFor(key.workspaceKind, openApiKey(key), TIMEOUT_MS);
  // What is sent from here on is no part of it.
  const takenAt = new Date();
  const usage = await readUsage(key, client);
  if (!usage) return null;
  const since = usage.cycleStart === null ? null : new Date(usage.cycleStart);
  const before = await readBooks(key, since);
  // Asked a second time, between two equal readings of our own books: what moved meanwhile is no drift.
  const again = await readUsage(key, client);
  const after = await readBooks(key, since);
  const isQuiet = again !== null && again.used.eq(usage.used) && isUnmoved(before, after);
  if (!isQuiet && !keepsUnquiet) return null;
  const row = {
    ...{ id: newId("reconciliation"), workspaceId: key.workspaceId, apiKeyId: key.id, cycleStart: usage.cycleStart },
    ...{ providerUsed: usage.used, ledgerUsed: after.used, drift: usage.used.minus(after.used), isQuiet },
    ...{ unknowns: after.unknowns, pending: after.pending, takenAt },
    note: isQuiet ? "nothing was under way" : "calls were under way",
  };
  const written = await db.reconciliation.create({ data: row });
  await notifyChanged(db, { workspaceId: key.workspaceId, kind: "key", ids: [key.id] });
  return written;
}

function isUnmoved(before: Books, after: Books): boolean {
  const isIdle = before.sending === 0 && after.sending === 0;
  return isIdle && after.used.eq(before.used) && after.pending === before.pending;
}

type Usage = { used: Prisma.Decimal; cycleStart: string | null };

async function readUsage(key: ReconciledKey, client: ApolloClient): Promise<Usage | null> {
  const usage = await client.getCreditUsage();
  noteKeyAnswer(key, "usage_stats/credit_usage_stats", usage);
  if (usage.kind !== "answered") return null;
  const used = usage.value.buckets[BUCKET]?.used ?? null;
  if (used === null) return null;
  return { used: new Prisma.Decimal(String(used)), cycleStart: usage.value.cycle?.startsAt ?? null };
}

/** The counter is the team's: what its other keys here spent, such as one that was replaced, stands in it too. */
async function readBooks(key: ReconciledKey, since: Date | null): Promise<Books> {
  const { workspaceId } = key;
  const isOurs = ofSameTeam(key);
  const from = since !== null && !Number.isNaN(since.getTime()) ? since : new Date(0);
  const [books] = await db.$queryRaw<Books[]>`
    SELECT (SELECT coalesce(sum(e.credits), 0) FROM ledger_entry e JOIN attempt a ON a.id = e.attempt_id
             WHERE a.api_key_id ${isOurs} AND e.workspace_id = ${workspaceId} AND e.kind IN ('charge', 'adjustment')
               AND e.created_at >= ${from}) AS used,
           count(*) FILTER (WHERE state = 'sending')::int AS sending,
           count(*) FILTER (WHERE state = 'unknown' AND settled_at IS NULL)::int AS unknowns,
           coalesce(string_agg(id, ' ' ORDER BY id)
             FILTER (WHERE state = 'matched' AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late')
                                                  OR hold_until IS NOT NULL)), '') AS pending
      FROM attempt WHERE api_key_id ${isOurs} AND workspace_id = ${workspaceId} AND created_at > now() - interval '31 days'`;
  if (!books) throw new Error("the books cannot be read");
  return books;
}
