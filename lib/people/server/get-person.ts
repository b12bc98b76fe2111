import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { PersonPageDto } from "@/lib/people/schema";
import { findPerson } from "@/lib/people/server/read-person";

const LOOKUPS_SHOWN = 50;

/** Any member: a person of the workspace. A rep sees own lookups beside it only. */
export async function getPerson(viewer: Viewer, id: string): Promise<PersonPageDto> {
  const { workspaceId } = viewer;
  const person = await findPerson(db, viewer, id);
  if (!person) throw new AppError("not_found", `person ${id}`);
  const lookups = await db.lookup.findMany({
    where: { workspaceId, personId: id, ...(viewer.role === "rep" && { userId: viewer.userId }) },
    orderBy: { createdAt: "desc" },
    take: LOOKUPS_SHOWN,
    select: { id: true, outcome: true, creditsCharged: true, createdAt: true, user: { select: { name: true } } },
  });
  return {
    person,
    mayAskForAll: viewer.role === "admin",
    lookups: lookups.map(({ user, creditsCharged, createdAt, ...lookup }) => ({
      ...lookup,
      who: user.name,
      credits: creditsCharged.toString(),
      createdAt: createdAt.toISOString(),
    })),
  };
}
