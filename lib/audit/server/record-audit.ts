import "server-only";
import type { AuditEntry } from "@/lib/audit/audit-event";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { markEntry } from "@/lib/audit/server/chain-hash";
import { findClientAddress } from "@/lib/auth/current-session";
import type { Tx } from "@/lib/db/client";

/**
 * Writes one line of the audit in the caller's transaction: it is kept exactly when what it tells of is. The time is the
 * database's; the address is this request's unless the entry has one. Its place in the chain it gets later (`sealAudit`).
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const address = entry.address ?? (await findClientAddress());
  const marked = markEntry(await readAuditKey(tx), { ...entry, ...(address !== null && { address }) });
  await tx.$executeRaw`insert into audit_event (workspace_id, actor_id, action, subject, detail, address, mark, at)
    values (${marked.workspaceId}, ${marked.actorId}, ${marked.action}, ${marked.subject}, ${marked.detailText}::jsonb,
            ${marked.address}, ${marked.mark}, clock_timestamp())`;
}
