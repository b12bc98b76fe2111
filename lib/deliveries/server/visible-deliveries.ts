import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";

/** The condition on `delivery d`: a rep's own lookups' bodies, everybody's of the workspace for an admin or a reviewer. */
export function visibleDeliveries({ workspaceId, userId, role }: Viewer): Prisma.Sql {
  const ofWorkspace = Prisma.sql`d.workspace_id = ${workspaceId}`;
  if (role !== "rep") return ofWorkspace;
  return Prisma.sql`${ofWorkspace} AND EXISTS
    (SELECT FROM lookup own WHERE own.attempt_id = d.attempt_id AND own.user_id = ${userId})`;
}

/** The condition on a lookup, under the name given, of those whose bodies the viewer may see. */
export function visibleLookups({ workspaceId, userId, role }: Viewer, name: "l" | "s"): Prisma.Sql {
  const table = Prisma.raw(name);
  const ofWorkspace = Prisma.sql`${table}.workspace_id = ${workspaceId}`;
  return role === "rep" ? Prisma.sql`${ofWorkspace} AND ${table}.user_id = ${userId}` : ofWorkspace;
}

/**
 * Who may read phone numbers in a body: an admin, and whoever asked for them. A body may name people who were not asked for
 * or are not kept, so the rest read it with its numbers covered.
 */
export function mayReadNumbers({ role, userId }: Viewer, askerIds: readonly string[]): boolean {
  return role === "admin" || askerIds.includes(userId);
}
