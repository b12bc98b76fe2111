import "server-only";
import type { AuditEntry } from "@/lib/audit/audit-event";
import type { Tx } from "@/lib/db/client";

/** Writes one line of the audit in the caller's transaction: it is kept exactly when what it tells of is. The time is the database's. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { workspaceId = null, actorId = null, action, subject = null, detail, address = null } = entry;
  const detailText = detail ? JSON.stringify(detail) : null;
  await tx.$executeRaw`insert into audit_event (workspace_id, actor_id, action, subject, detail, address, at)
    values (${workspaceId}, ${actorId}, ${action}, ${subject}, ${detailText}::jsonb, ${address}, clock_timestamp())`;
}
