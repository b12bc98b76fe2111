import "server-only";
import { lockChain, readAnchor, removeBeginning } from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { db, inTransaction, type Tx } from "@/lib/db/client";

const BATCH = 5000;

/** What cannot be removed at any setting; the database refuses it too. */
export const AUDIT_KEPT_DAYS_MIN = 30;

/**
 * Removes the beginning of the audit up to the first event that is not older than `before`, in short transactions, and leaves
 * an anchor on which the rest hangs. The last event always stays. Returns how many were removed; what a killed call left, the
 * next one removes.
 */
export async function purgeAudit(before: Date): Promise<number> {
  const key = await readAuditKey(db);
  let count = 0;
  for (;;) {
    const removed = await inTransaction((tx) => purgeBatch(tx, key, before));
    count += removed;
    if (removed < BATCH) return count;
  }
}

/** How many events `purgeAudit` would remove. */
export async function countPurgeable(before: Date): Promise<number> {
  const [found] = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from audit_link l join audit_event e on e.id = l.event_id
    where l.seq < coalesce(
      (select min(l2.seq) from audit_link l2 join audit_event e2 on e2.id = l2.event_id where e2.at >= ${before}),
      (select max(seq) from audit_link))`;
  return Number(found?.count ?? 0);
}

async function purgeBatch(tx: Tx, key: Buffer, before: Date): Promise<number> {
  await lockChain(tx);
  const anchor = await readAnchor(tx, key);
  if (!anchor.isOwn) throw new Error("the audit's anchor was changed: nothing more is removed");
  const rows = await tx.$queryRaw<{ seq: bigint; hash: Uint8Array; isOld: boolean }[]>`
    select l.seq, l.hash, coalesce(e.at < ${before}, false) as "isOld"
    from audit_link l left join audit_event e on e.id = l.event_id
    where l.seq > ${anchor.seq} and l.seq < (select max(seq) from audit_link)
    order by l.seq limit ${BATCH}`;
  const firstKept = rows.findIndex(({ isOld }) => !isOld);
  const last = firstKept === -1 ? rows.at(-1) : rows[firstKept - 1];
  if (!last) return 0;
  return removeBeginning(tx, key, { ...last, before });
}
