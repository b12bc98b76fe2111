import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { POLICY_FIELDS, readPolicies } from "@/lib/people/field-policy";
import type { PolicyOverview } from "@/lib/people/policies";

/** Admin: the policy of every field. */
export async function getPolicies(viewer: Viewer): Promise<PolicyOverview> {
  requireRole(viewer, "admin");
  const rows = await db.fieldPolicy.findMany({ where: { workspaceId: viewer.workspaceId } });
  const set = readPolicies(Object.fromEntries(rows.map(({ field, policy }) => [field, policy])));
  const policies = POLICY_FIELDS.map((field) => [field, set[field] ?? "refresh"] as const);
  return { policies: Object.fromEntries(policies) as PolicyOverview["policies"] };
}
