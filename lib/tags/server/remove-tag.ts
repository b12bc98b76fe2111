import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BulkChanged } from "@/lib/people/bulk-change";
import { beginChange } from "@/lib/people/server/bulk-change-store";
import { emptyGroup } from "@/lib/people/server/empty-group";
import type { DeleteTagInput, MergeTagInput } from "@/lib/tags/schema";
import { findTag } from "@/lib/tags/server/tag-store";

/** Admin and rep: takes a tag from everybody, and then it is gone. */
export async function deleteTag(viewer: Viewer, { id }: DeleteTagInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  return removeTag(viewer, { id }, (tx, people) => recordTagAudit(tx, viewer, { id, people, action: "tag.deleted" }));
}

/** Admin and rep: whoever has the one tag has the other from now on, and the one is gone. */
export async function mergeTag(viewer: Viewer, { id, intoId }: MergeTagInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  if (id === intoId)
    throw new AppError("invalid_input", "a tag into itself", { fields: { intoId: "Choose another." } });
  await findTag(db, viewer.workspaceId, intoId);
  return removeTag(viewer, { id, intoId }, (tx, people) =>
    recordTagAudit(tx, viewer, { id, people, into: intoId, action: "tag.merged" }),
  );
}

type Removed = { id: string; intoId?: string };

async function removeTag(viewer: Viewer, removed: Removed, audit: (tx: Tx, people: number) => Promise<void>) {
  const { workspaceId } = viewer;
  const { id, intoId } = removed;
  const { createdAt, ...tag } = await findTag(db, workspaceId, id);
  const detail = { tag: { ...tag, createdAt: createdAt.toISOString() } };
  const kind = intoId === undefined ? "tag_deleted" : "tag_merged";
  const change = await beginChange(db, viewer, { kind, detail });
  const group = { kind: "tag" as const, change, groupId: id, ...(intoId !== undefined && { intoId }) };
  const changed = await emptyGroup(group, async (tx, people) => {
    await tx.tag.deleteMany({ where: { id, workspaceId } });
    await audit(tx, people);
  });
  return { changed, changeId: change.id };
}

type TagAudit = { id: string; people: number; into?: string; action: string };

async function recordTagAudit(tx: Tx, { workspaceId, userId }: Viewer, { id, action, ...detail }: TagAudit) {
  await recordAudit(tx, { workspaceId, actorId: userId, action, subject: id, detail });
}
