import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Budgets that passed their alert just now: one line of the audit for each, and every open page looks again. */
export async function tellAlerts(tx: Tx, workspaceId: string, alerted: readonly { scope: string }[]): Promise<void> {
  if (alerted.length === 0) return;
  for (const { scope } of alerted) await recordAudit(tx, { workspaceId, action: "budget.alerted", subject: scope });
  await notifyChanged(tx, { workspaceId, kind: "budget", ids: alerted.map(({ scope }) => scope) });
}
