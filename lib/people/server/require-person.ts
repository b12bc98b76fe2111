import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** Throws `not_found` unless the person is of the viewer's workspace. */
export async function requirePerson(tx: Tx, { workspaceId }: Viewer, id: string): Promise<void> {
  const known = await tx.person.findFirst({ where: { id, workspaceId }, select: { id: true } });
  if (!known) throw new AppError("not_found", `person ${id}`);
}
