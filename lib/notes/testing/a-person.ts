import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

/** A person of the workspace of whom little is known. Returns their id. */
export async function aPerson(
  { workspaceId }: Pick<Viewer, "workspaceId">,
  fullName = "Ada Lovelace",
): Promise<string> {
  const id = newId("person");
  const known = { fullName, search: fullName.toLowerCase(), employment: [], departments: [], observedAt: new Date() };
  await db.person.create({ data: { id, workspaceId, apolloId: id, ...known } });
  return id;
}

/** A number of theirs on a do-not-call list. Returns its id. */
export async function aListedPhone({ workspaceId }: Viewer, personId: string, number: string): Promise<string> {
  const id = newId("phone");
  const known = { number, dncStatus: "dnc", source: "delivery", observedAt: new Date() };
  await db.personPhone.create({ data: { id, workspaceId, personId, ...known } });
  return id;
}
