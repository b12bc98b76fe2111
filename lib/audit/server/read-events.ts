import "server-only";
import type { AuditEventDto, AuditView } from "@/lib/audit/schema";
import { type AuditPosition, selectVisible } from "@/lib/audit/server/visible-events";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

type Row = {
  id: bigint;
  workspaceId: string | null;
  at: Date;
  action: string;
  actorId: string | null;
  subject: string | null;
  address: string | null;
  detail: Record<string, unknown> | null;
  seq: bigint | null;
  actorName: string | null;
  subjectLabel: string | null;
};

const PAGES: Record<string, (id: string) => string> = {
  lkp: (id) => `/history/${id}`,
  dlv: (id) => `/deliveries/${id}`,
  per: (id) => `/people/${id}`,
  key: () => "/settings/api-keys",
  prb: () => "/settings/webhooks",
};
const NOUNS: Record<string, string> = {
  ses: "A session",
  prb: "A test",
  usr: "A former user",
  lkp: "A lookup",
  per: "A person",
  dlv: "A delivery",
  att: "A call",
};

/** So many of the viewer's events behind a position, newest first, with today's names of what they are about. */
export async function readEvents(
  viewer: Viewer,
  view: AuditView,
  page: { after: AuditPosition | null; limit: number },
): Promise<AuditEventDto[]> {
  const { workspaceId } = viewer;
  const rows = await db.$queryRaw<Row[]>`
    select v.id, v.workspace_id as "workspaceId", v.at, v.action, v.actor_id as "actorId", v.subject, v.address, v.detail,
      l.seq, a.name as "actorName",
      coalesce(u.name, k.name, o.label, p.full_name, case when v.subject = w.id then w.name end) as "subjectLabel"
    from (${selectVisible(viewer, view, page)}) v
    left join audit_link l on l.event_id = v.id
    left join "user" a on a.id = v.actor_id
    left join "user" u on u.id = v.subject
    left join api_key k on k.id = v.subject and k.workspace_id = ${workspaceId}
    left join lookup o on o.id = v.subject and o.workspace_id = ${workspaceId}
    left join person p on p.id = v.subject and p.workspace_id = ${workspaceId}
    left join workspace w on w.id = v.subject and w.id = ${workspaceId}
    order by v.at desc, v.id desc`;
  return rows.map(toDto);
}

/** Where the page after this row begins. */
export function toPosition({ at, id }: Pick<AuditEventDto, "at" | "id">): AuditPosition {
  return { atMs: Date.parse(at), id: BigInt(id) };
}

function toDto(row: Row): AuditEventDto {
  const { actorId, subject } = row;
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    action: row.action,
    who: actorId === null ? null : { id: actorId, name: row.actorName ?? "A former user" },
    subject: subject === null ? null : { id: subject, label: labelOf(subject, row.subjectLabel), href: hrefOf(row) },
    address: row.address,
    detail: row.detail,
    seq: row.seq?.toString() ?? null,
  };
}

function labelOf(subject: string, found: string | null): string {
  const prefix = subject.slice(0, 3);
  if (found) return found;
  if (/^[0-9a-f]{16}$/.test(subject)) return "An account";
  return NOUNS[prefix] ?? subject;
}

/** What was refused is not led to: it is another's, or not there. */
function hrefOf({ subject, action, subjectLabel }: Row): string | null {
  const prefix = subject?.slice(0, 3) ?? "";
  const isThere = subjectLabel !== null || prefix === "dlv" || prefix === "prb";
  if (subject === null || !isThere || action === "access.refused") return null;
  return PAGES[prefix]?.(subject) ?? null;
}
