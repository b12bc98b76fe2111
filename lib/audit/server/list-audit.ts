import "server-only";
import { AUDIT_PAGE_SIZE, type AuditFilters, type AuditPage } from "@/lib/audit/schema";
import { readEvents, toPosition } from "@/lib/audit/server/read-events";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";

/** Admin and reviewer: what was done in the workspace and by its members, newest first, paged by keyset. */
export async function listAudit(viewer: Viewer, { cursor, ...view }: AuditFilters): Promise<AuditPage> {
  requireRole(viewer, "admin", "reviewer");
  const [atMs, id] = cursor?.split("-") ?? [];
  const after = atMs !== undefined && id !== undefined ? { atMs: Number(atMs), id: BigInt(id) } : null;
  const events = await readEvents(viewer, view, { after, limit: AUDIT_PAGE_SIZE + 1 });
  const page = events.slice(0, AUDIT_PAGE_SIZE);
  const last = events.length > AUDIT_PAGE_SIZE ? page.at(-1) : undefined;
  const next = last && toPosition(last);
  return { events: page, nextCursor: next ? `${String(next.atMs)}-${next.id.toString()}` : null };
}
