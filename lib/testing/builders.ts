import type { Role, Viewer, WorkspaceKind } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

/** A new workspace; nothing in it. */
export async function aWorkspace(kind: WorkspaceKind = "practice"): Promise<string> {
  const id = newId("workspace");
  await db.workspace.create({ data: { id, kind, name: `${kind} of the test` } });
  return id;
}

/** A new user with a role in the workspace, as use cases see them. */
export async function aViewer({
  role = "rep",
  workspaceId,
  workspaceKind = "practice",
}: {
  role?: Role;
  workspaceId: string;
  workspaceKind?: WorkspaceKind;
}): Promise<Viewer> {
  const userId = newId("user");
  await db.user.create({ data: { id: userId, email: `${userId}@perihelion.example`, name: `A ${role}` } });
  await db.membership.create({ data: { workspaceId, userId, role } });
  return { userId, workspaceId, workspaceKind, role };
}
