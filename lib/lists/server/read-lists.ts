import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { AppError } from "@/lib/errors/app-error";
import type { ListDto, ListOverview, PersonListDto } from "@/lib/lists/schema";
import { mayAdd, mayChange, visibleTo } from "@/lib/lists/server/list-access";

const COUNT_MAX = 10_000;
const LISTS_MAX = 500;

type Row = {
  id: string;
  name: string;
  ownerId: string | null;
  owner: string | null;
  isShared: boolean;
  updatedAt: Date;
  people: number;
};

/** Any member: their own lists and the shared ones, the last changed first, with how many people are in each. */
export async function listLists(viewer: Viewer): Promise<ListOverview> {
  const { workspaceId, userId } = viewer;
  const rows = await readLists(viewer, Prisma.empty);
  const own = await db.membership.findFirst({ where: { workspaceId, userId }, select: { arrivalsListId: true } });
  return { lists: rows.map((row) => toDto(viewer, row)), arrivalsListId: own?.arrivalsListId ?? null };
}

/** Any member: one list that they can see. */
export async function getList(viewer: Viewer, id: string): Promise<ListDto> {
  const [row] = await readLists(viewer, Prisma.sql`AND l.id = ${id}`);
  if (!row) throw new AppError("not_found", `list ${id}`);
  return toDto(viewer, row);
}

/** Any member: those of the lists they can see in which one person is, by name. */
export async function listPersonLists(viewer: Viewer, personId: string): Promise<PersonListDto[]> {
  const person = await db.person.findFirst({
    where: { id: personId, workspaceId: viewer.workspaceId },
    select: {
      lists: {
        where: { list: visibleTo(viewer) },
        orderBy: { list: { name: "asc" } },
        select: { list: { select: { id: true, name: true, isShared: true, ownerId: true } } },
      },
    },
  });
  if (!person) throw new AppError("not_found", `person ${personId}`);
  return person.lists.map(({ list: { ownerId, ...list } }) => ({
    ...list,
    mayChange: mayChange(viewer, { ownerId, isShared: list.isShared }),
  }));
}

/** The owner's name only while they are a member. */
function readLists({ workspaceId, userId }: Viewer, only: Prisma.Sql): Promise<Row[]> {
  return readRows<Row>(Prisma.sql`
    SELECT l.id, l.name, l.owner_id AS "ownerId", l.is_shared AS "isShared", l.updated_at AS "updatedAt",
           u.name AS owner, counted.people
      FROM list l
      LEFT JOIN membership m ON m.workspace_id = l.workspace_id AND m.user_id = l.owner_id
      LEFT JOIN "user" u ON u.id = m.user_id
     CROSS JOIN LATERAL (SELECT count(*)::int AS people FROM (
       SELECT FROM list_person lp WHERE lp.list_id = l.id LIMIT ${COUNT_MAX + 1}) AS bounded) AS counted
     WHERE l.workspace_id = ${workspaceId} AND (l.is_shared OR l.owner_id = ${userId}) ${only}
     ORDER BY l.updated_at DESC, l.id DESC LIMIT ${LISTS_MAX}`);
}

function toDto(viewer: Viewer, { ownerId, updatedAt, people, ...row }: Row): ListDto {
  const list = { ownerId, isShared: row.isShared };
  return {
    ...row,
    people: people > COUNT_MAX ? null : people,
    isMine: ownerId === viewer.userId,
    mayChange: mayChange(viewer, list),
    mayAdd: mayAdd(viewer, list),
    updatedAt: updatedAt.toISOString(),
  };
}
