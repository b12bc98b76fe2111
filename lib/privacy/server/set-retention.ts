import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { INSTALLATION_SCOPE, isInstallationRule, RETENTION_RULES, RETENTION_TERMS } from "@/lib/privacy/retention";
import type { RetentionRule } from "@/lib/privacy/retention";
import type { SetRetentionInput } from "@/lib/privacy/retention-overview";
import { readRetentionDays, writeRetentionDays } from "@/lib/privacy/server/retention-rule-store";

/** Whether this admin may set what holds for the whole installation: practice is for learning, and sets its own only. */
export function maySetInstallation({ workspaceKind }: Viewer): boolean {
  return workspaceKind === "live";
}

/** Admin: how long each kind is kept, in force for the next run. What holds for the installation is set in a live workspace. */
export async function setRetention(viewer: Viewer, { days }: SetRetentionInput, address: string): Promise<void> {
  requireRole(viewer, "admin");
  const named = RETENTION_RULES.flatMap((rule) => (days[rule] === undefined ? [] : [{ rule, days: days[rule] }]));
  const fields = Object.fromEntries(named.flatMap(complaintsOf));
  if (Object.keys(fields).length > 0) throw new AppError("invalid_input", "days out of bounds", { fields });
  if (!maySetInstallation(viewer) && named.some(({ rule }) => isInstallationRule(rule))) {
    throw new AppError("forbidden", "a rule of the installation, from a practice workspace", {
      say: "This holds for the whole installation. Set it in a live workspace.",
    });
  }
  await inTransaction(async (tx) => {
    for (const change of named) await setOne(tx, { viewer, address, ...change });
  });
}

function complaintsOf({ rule, days }: { rule: RetentionRule; days: number }): [string, string][] {
  const { minDays, maxDays } = RETENTION_TERMS[rule];
  if (days >= minDays && days <= maxDays) return [];
  return [[`days.${rule}`, `From ${String(minDays)} to ${maxDays.toLocaleString("en")} days.`]];
}

type Change = { viewer: Viewer; address: string; rule: RetentionRule; days: number };

async function setOne(tx: Tx, { viewer, address, rule, days }: Change): Promise<void> {
  const { workspaceId, userId } = viewer;
  const scope = isInstallationRule(rule) ? INSTALLATION_SCOPE : workspaceId;
  // Two admins at once: each line of the audit tells what the other left.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`retention ${scope}`}, 0))::text AS locked`;
  const before = (await readRetentionDays(tx, scope))[rule];
  if (before === days) return;
  await writeRetentionDays(tx, viewer, { scope, rule, days });
  await recordAudit(tx, {
    ...{ workspaceId, actorId: userId, action: "retention.changed", subject: rule, address },
    detail: { old: before, new: days },
  });
}
