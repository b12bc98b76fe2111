import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { ChangeTagInput, TagDto } from "@/lib/tags/schema";
import { colourOf, lockTag, orTaken } from "@/lib/tags/server/tag-store";
import { tagKeyOf } from "@/lib/tags/tag";

/** Admin and rep: another name or colour. Returns what it was before, which takes it back. */
export async function changeTag(viewer: Viewer, { id, name, colour }: ChangeTagInput): Promise<TagDto> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  return orTaken(
    inTransaction(async (tx) => {
      const before = await lockTag(tx, workspaceId, id);
      await tx.tag.updateMany({
        where: { id, workspaceId },
        data: { ...(name !== undefined && { name, key: tagKeyOf(name) }), ...(colour !== undefined && { colour }) },
      });
      return { id, name: before.name, colour: colourOf(before.colour) };
    }),
  );
}
