import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Assignees } from "@/lib/notes/schema";

const DOERS = ["admin", "rep"];

/** Any member: who may be given a task. Reviewers change nothing, so they are given none. */
export async function listAssignees({ workspaceId }: Viewer): Promise<Assignees> {
  const members = await db.membership.findMany({
    where: { workspaceId, role: { in: DOERS }, user: { disabledAt: null } },
    orderBy: { user: { name: "asc" } },
    select: { user: { select: { id: true, name: true } } },
  });
  return members.map(({ user }) => user);
}

/** Throws `invalid_input` unless this member may be given a task. */
export async function requireAssignee(tx: Tx, { workspaceId }: Viewer, userId: string): Promise<void> {
  const member = await tx.membership.findFirst({
    where: { workspaceId, userId, role: { in: DOERS }, user: { disabledAt: null } },
    select: { userId: true },
  });
  if (member) return;
  throw new AppError("invalid_input", `${userId} may be given no task of ${workspaceId}`, {
    fields: { assigneeId: "Choose a member who is still here." },
  });
}
