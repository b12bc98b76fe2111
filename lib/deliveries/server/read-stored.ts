import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { mayReadNumbers } from "@/lib/deliveries/server/visible-deliveries";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";

export type StoredDelivery = Awaited<ReturnType<typeof findStored>> & {};

/** One body's row with the lookups that the viewer may see, first asked first. Throws `not_found` where there is none to see. */
export async function readStored(viewer: Viewer, id: string): Promise<{ row: StoredDelivery; readsNumbers: boolean }> {
  const row = await findStored(viewer, id);
  if (!row) throw new AppError("not_found", `delivery ${id}`);
  const askers = row.attempt.lookups.map(({ userId }) => userId);
  return { row, readsNumbers: mayReadNumbers(viewer, askers) };
}

function findStored(viewer: Viewer, id: string) {
  const visible = visibleTo(viewer);
  return db.delivery.findFirst({
    where: {
      id,
      workspaceId: viewer.workspaceId,
      ...(viewer.role === "rep" && { attempt: { lookups: { some: visible } } }),
    },
    include: {
      attempt: {
        select: {
          requestId: true,
          lookups: {
            where: visible,
            orderBy: [{ createdAt: "asc" }, { id: "asc" }],
            select: {
              id: true,
              label: true,
              userId: true,
              user: { select: { name: true } },
              person: { select: { id: true, fullName: true } },
            },
          },
        },
      },
    },
  });
}
