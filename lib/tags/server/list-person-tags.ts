import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { TagDto } from "@/lib/tags/schema";
import { colourOf } from "@/lib/tags/server/tag-store";

/** Any member: the tags of one person of the workspace, by name. */
export async function listPersonTags({ workspaceId }: Viewer, personId: string): Promise<TagDto[]> {
  const person = await db.person.findFirst({
    where: { id: personId, workspaceId },
    select: { tags: { orderBy: { tag: { key: "asc" } }, select: { tag: true } } },
  });
  if (!person) throw new AppError("not_found", `person ${personId}`);
  return person.tags.map(({ tag: { id, name, colour } }) => ({ id, name, colour: colourOf(colour) }));
}
