import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { db } from "@/lib/db/client";

/**
 * Notes that what came back from the identity provider was not believed. Sending such an answer costs nothing, so the audit
 * takes one a minute for each reason and address.
 */
export async function refuseIdentityAnswer(reason: string, address: string): Promise<void> {
  const [recent] = await db.$queryRaw<unknown[]>`select 1 from audit_event where workspace_id is null
    and at > now() - interval '1 minute' and action = 'sign_in.refused' and subject = ${reason} and address = ${address}
    limit 1`;
  if (recent) return;
  await recordAudit(db, { action: "sign_in.refused", subject: reason, detail: { via: "oidc", reason }, address });
}
