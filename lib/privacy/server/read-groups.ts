import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { toPlain } from "@/lib/privacy/server/access-values";

/** Said instead of the name of a list that whoever makes the file cannot see: that the person is in one is theirs to know. */
const PRIVATE_LIST = "A private list of a member";

/** The tags that one person has and the lists they are in, with who put them there and when. */
export async function readGroups(tx: Tx, { workspaceId, userId }: Viewer, personId: string) {
  const where = { workspaceId, personId };
  const tags = await tx.personTag.findMany({ where, orderBy: { addedAt: "asc" }, include: { tag: true } });
  const lists = await tx.listPerson.findMany({ where, orderBy: { addedAt: "asc" }, include: { list: true } });
  return {
    tags: tags.map(({ tag, ...row }) => ({ name: tag.name, ...toPlain(row) })),
    lists: lists.map(({ list, ...row }) => ({
      name: list.isShared || list.ownerId === userId ? list.name : PRIVATE_LIST,
      ...toPlain(row),
    })),
  };
}
