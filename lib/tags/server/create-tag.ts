import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { CreateTagInput, TagDto } from "@/lib/tags/schema";
import { orTaken } from "@/lib/tags/server/tag-store";
import { tagKeyOf } from "@/lib/tags/tag";

/** Admin and rep: a new tag. One of each name in a workspace, however it is written. */
export async function createTag(viewer: Viewer, { name, colour }: CreateTagInput): Promise<TagDto> {
  requireRole(viewer, "admin", "rep");
  const tag = { id: newId("tag"), name, colour };
  await orTaken(db.tag.create({ data: { ...tag, workspaceId: viewer.workspaceId, key: tagKeyOf(name) } }));
  return tag;
}
