import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Prisma, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export type ListRow = { id: string; name: string; ownerId: string | null; isShared: boolean };

/** What is shared is everybody's to read; a private list is its owner's alone, and no admin learns that it exists. */
export function visibleTo({ workspaceId, userId }: Viewer) {
  return { workspaceId, OR: [{ isShared: true }, { ownerId: userId }] } satisfies Prisma.ListWhereInput;
}

/** Rename, share, delete, take people out: its owner, and of shared lists every admin. A reviewer changes nothing. */
export function mayChange(
  { role, userId }: Viewer,
  { ownerId, isShared }: Pick<ListRow, "ownerId" | "isShared">,
): boolean {
  if (role === "reviewer") return false;
  return ownerId === userId || (role === "admin" && isShared);
}

/** Every rep may put people into what is shared. */
export function mayAdd(
  { role, userId }: Viewer,
  { ownerId, isShared }: Pick<ListRow, "ownerId" | "isShared">,
): boolean {
  return role !== "reviewer" && (isShared || ownerId === userId);
}

/** Throws `not_found` for whatever the viewer cannot see. */
export async function findList(tx: Tx, viewer: Viewer, id: string): Promise<ListRow> {
  const row = await tx.list.findFirst({
    where: { id, ...visibleTo(viewer) },
    select: { id: true, name: true, ownerId: true, isShared: true },
  });
  if (!row) throw new AppError("not_found", `list ${id}`);
  return row;
}

/** The same for a change, held until the transaction ends. Throws `forbidden` where the viewer may only read it. */
export async function lockForChange(tx: Tx, viewer: Viewer, id: string): Promise<ListRow> {
  await tx.$queryRaw`SELECT 1 FROM list WHERE id = ${id} AND workspace_id = ${viewer.workspaceId} FOR NO KEY UPDATE`;
  const row = await findList(tx, viewer, id);
  if (!mayChange(viewer, row)) throw new AppError("forbidden", `${viewer.userId} may not change list ${id}`);
  return row;
}
