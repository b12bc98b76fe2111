import "server-only";
import type { AuditBreak } from "@/lib/audit/audit-verdict";
import { readAnchor } from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { isSame, nameChain } from "@/lib/audit/server/chain-hash";
import { readNotedHead } from "@/lib/audit/server/head-file";
import type { Tx } from "@/lib/db/client";

export type NotedBreak = { why: AuditBreak; seq: string | null };

/**
 * The chain against what the data folder noted of it: a database that was put back as a whole cannot tell by itself. Null when
 * what was noted stands in the chain, was removed because of its age, or nothing was noted yet.
 */
export async function compareNoted(tx: Tx): Promise<NotedBreak | null> {
  const noted = readNotedHead();
  if (!noted) return null;
  const key = await readAuditKey(tx);
  if (noted.chain !== nameChain(key)) return { why: "other_chain", seq: null };
  const seq = BigInt(noted.seq);
  const anchor = await readAnchor(tx, key);
  if (anchor.isOwn && seq < anchor.seq) return null;
  const found = anchor.isOwn && seq === anchor.seq ? anchor : await tx.auditLink.findUnique({ where: { seq } });
  if (found)
    return isSame(found.hash, Buffer.from(noted.hash, "hex")) ? null : { why: "other_than_noted", seq: noted.seq };
  const { _max: last } = await tx.auditLink.aggregate({ _max: { seq: true } });
  return { why: "older_than_noted", seq: (last.seq ?? 0n).toString() };
}
