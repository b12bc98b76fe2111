import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { TAG_COLOURS, type TagColour } from "@/lib/tags/tag";

export type TagRow = { id: string; name: string; key: string; colour: string; createdAt: Date };

export const colourOf = (word: string): TagColour => TAG_COLOURS.find((colour) => colour === word) ?? "grey";

/** Throws `not_found` for a tag of another workspace. */
export async function findTag(tx: Tx, workspaceId: string, id: string): Promise<TagRow> {
  const row = await tx.tag.findFirst({
    where: { id, workspaceId },
    select: { id: true, name: true, key: true, colour: true, createdAt: true },
  });
  if (!row) throw new AppError("not_found", `tag ${id}`);
  return row;
}

/** The same, and nobody else renames, merges or deletes it until the transaction ends. */
export async function lockTag(tx: Tx, workspaceId: string, id: string): Promise<TagRow> {
  await tx.$queryRaw`SELECT 1 FROM tag WHERE id = ${id} AND workspace_id = ${workspaceId} FOR UPDATE`;
  return findTag(tx, workspaceId, id);
}

/** Says at the name's field that it is taken, where it is. */
export async function orTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isTaken) throw error;
    throw new AppError("invalid_input", "a tag of that name is there", {
      cause: error,
      fields: { name: "There is a tag of that name already." },
    });
  }
}
