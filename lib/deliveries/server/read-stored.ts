import "server-only";
import { maskSomePhones } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { mayReadNumbers } from "@/lib/deliveries/server/visible-deliveries";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { coversOf, readListedNumbers, type Covers } from "@/lib/people/server/cover-do-not-call";

export type StoredDelivery = Awaited<ReturnType<typeof findStored>> & {};

export type Stored = {
  row: StoredDelivery;
  readsNumbers: boolean;
  /** Do-not-call numbers, closed even to whoever reads numbers; null where the body has none. */
  covers: Covers | null;
};

/** One body's row with the lookups that the viewer may see, first asked first. Throws `not_found` where there is none to see. */
export async function readStored(viewer: Viewer, id: string): Promise<Stored> {
  const row = await findStored(viewer, id);
  if (!row) throw new AppError("not_found", `delivery ${id}`);
  const askers = row.attempt.lookups.map(({ userId }) => userId);
  const people = row.attempt.lookups.flatMap(({ person }) => (person ? [person.id] : []));
  const text = new TextDecoder().decode(row.body);
  const covers = coversOf(text, await readListedNumbers(db, viewer, people));
  return { row, readsNumbers: mayReadNumbers(viewer, askers), covers: covers && names(text, covers) ? covers : null };
}

/** Whether the text holds such a number. The bytes of what is no text may hold it in any form. */
function names(text: string, covers: Covers): boolean {
  return maskSomePhones(text, { isJson: false, covers }) !== text || text.includes("\uFFFD");
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
