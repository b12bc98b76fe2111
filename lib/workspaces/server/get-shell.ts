import "server-only";
import type { Role, Viewer, WorkspaceKind } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import type { Shell, WorkspaceSummary } from "@/lib/workspaces/workspace";

type ShellRow = { userName: string; email: string; id: string; name: string; kind: WorkspaceKind; role: Role };

/** The viewer's name and their workspaces, practice first. Any viewer may call it; it shows only what is theirs. */
export async function getShell(viewer: Viewer): Promise<Shell> {
  const rows = await db.$queryRaw<ShellRow[]>`
    select u.name as "userName", u.email, w.id, w.name, w.kind, m.role
    from "user" u
    join membership m on m.user_id = u.id
    join workspace w on w.id = m.workspace_id
    where u.id = ${viewer.userId} and (w.kind <> 'practice' or ${env.PRACTICE === "on"})
    order by (w.kind = 'practice') desc, w.created_at, w.id`;
  const active = rows.find(({ id }) => id === viewer.workspaceId);
  if (!active) throw new AppError("not_found", `${viewer.userId} is no member of ${viewer.workspaceId}`);
  return {
    user: { id: viewer.userId, name: active.userName, email: active.email },
    workspaces: rows.map(toSummary),
    active: toSummary(active),
  };
}

function toSummary({ id, name, kind, role }: ShellRow): WorkspaceSummary {
  return { id, name, kind, role };
}
