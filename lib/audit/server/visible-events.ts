import "server-only";
import { AUDIT_KIND_NOUNS } from "@/lib/audit/audit-kinds";
import type { AuditView } from "@/lib/audit/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";

const DAY_MS = 86_400_000;

/** The last row of a page: its time in ms and its number. */
export type AuditPosition = { atMs: number; id: bigint };

/**
 * The events that a viewer may read, as a statement of `limit` rows, newest first. Those of the workspace, and of those that
 * belong to no workspace (signing in and out, sessions, passwords) the ones by or about its members; to admins also the
 * failures to sign in that name nobody known: they concern the door of the whole installation and hold no name.
 *
 * Both halves are read by an index that begins with the workspace, each in its order, and then merged.
 */
export function selectVisible(
  viewer: Viewer,
  view: AuditView,
  { after, limit }: { after: AuditPosition | null; limit: number },
): Prisma.Sql {
  const narrowed = Prisma.sql`${matching(view)} ${behind(after)}`;
  const half = (which: Prisma.Sql) => Prisma.sql`
    (select e.* from audit_event e where ${which} ${narrowed} order by e.at desc, e.id desc limit ${limit})`;
  return Prisma.sql`
    select v.* from (${half(Prisma.sql`e.workspace_id = ${viewer.workspaceId}`)}
      union all ${half(ofMembers(viewer))}) v
    order by v.at desc, v.id desc limit ${limit}`;
}

function ofMembers({ workspaceId, role }: Viewer): Prisma.Sql {
  const members = Prisma.sql`select m.user_id from membership m where m.workspace_id = ${workspaceId}`;
  return Prisma.sql`e.workspace_id is null and (
    e.actor_id in (${members}) or (e.actor_id is null and e.subject in (${members}))
    or (${role === "admin"} and e.actor_id is null and e.action like 'sign\_in.%' and not starts_with(coalesce(e.subject, ''), 'usr_')))`;
}

function matching({ who, kind, from, to }: AuditView): Prisma.Sql {
  const parts = [
    ...(who === "nobody" ? [Prisma.sql`and e.actor_id is null`] : []),
    ...(who && who !== "nobody" ? [Prisma.sql`and e.actor_id = ${who}`] : []),
    ...(kind ? [Prisma.sql`and split_part(e.action, '.', 1) = any(${[...AUDIT_KIND_NOUNS[kind]]}::text[])`] : []),
    ...(from ? [Prisma.sql`and e.at >= ${new Date(from)}`] : []),
    ...(to ? [Prisma.sql`and e.at < ${new Date(Date.parse(to) + DAY_MS)}`] : []),
  ];
  return parts.length > 0 ? Prisma.join(parts, " ") : Prisma.empty;
}

function behind(after: AuditPosition | null): Prisma.Sql {
  return after ? Prisma.sql`and (e.at, e.id) < (${new Date(after.atMs)}, ${after.id})` : Prisma.empty;
}
