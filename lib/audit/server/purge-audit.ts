import "server-only";
import { lockChain, readAnchor, removeBeginning } from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { db, inTransaction, type Tx } from "@/lib/db/client";

const BATCH = 5000;

/**
 * Removes the beginning of the audit up to the first event that is not older than `before`, in short transactions, and leaves
 * an anchor on which the rest hangs. The last event always stays, and the database refuses what is younger than 30 days.
 * Returns how many were removed; what a killed call left, the next one removes.
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
