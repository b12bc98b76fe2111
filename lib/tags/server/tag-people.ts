import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BulkChanged } from "@/lib/people/bulk-change";
import { changePeople } from "@/lib/people/server/change-people";
import { regroupLot } from "@/lib/people/server/person-groups";
import type { TagPeopleInput } from "@/lib/tags/schema";

/** Admin and rep: gives people tags and takes others from them. Returns how many people that changed. */
export async function tagPeople(viewer: Viewer, { selection, add, remove }: TagPeopleInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  await requireTags(viewer, [...add, ...remove]);
  return changePeople(viewer, {
    kind: "tags",
    selection,
    run: (tx, lot) => regroupLot(tx, "tag", { ...lot, add, remove }),
    finish: (tx, { id, workspaceId, userId }, people) =>
      recordAudit(tx, {
        ...{ workspaceId, actorId: userId, action: "people.tagged", subject: id },
        detail: { people, added: add.length, removed: remove.length },
      }),
  });
}

async function requireTags({ workspaceId }: Viewer, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length < ids.length) throw new AppError("invalid_input", "a tag is given and taken at once");
  const found = await db.tag.count({ where: { workspaceId, id: { in: wanted } } });
  if (found < wanted.length) throw new AppError("not_found", "not all of the tags are this workspace's");
}
