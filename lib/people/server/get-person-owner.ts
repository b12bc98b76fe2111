import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { PersonOwnerDto } from "@/lib/people/owner";

/** Any member: who looks after a person of the workspace. Whoever is no member here any more is nobody. */
export async function getPersonOwner({ workspaceId }: Viewer, personId: string): Promise<PersonOwnerDto> {
  const person = await db.person.findFirst({
    where: { id: personId, workspaceId },
    select: {
      owner: {
        select: {
          id: true,
          name: true,
          disabledAt: true,
          memberships: { where: { workspaceId }, select: { role: true } },
        },
      },
    },
  });
  if (!person) throw new AppError("not_found", `person ${personId}`);
  const { owner } = person;
  if (!owner || owner.memberships.length === 0) return { owner: null };
  return { owner: { id: owner.id, name: owner.name, isDisabled: owner.disabledAt !== null } };
}
