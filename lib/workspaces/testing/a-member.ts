import { hashPassword } from "@/lib/auth/password";
import type { Role } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { ensureWorkspaces } from "@/lib/workspaces/server/ensure-workspaces";

export const PASSWORD = "brass kettle northern light";

const hashed = hashPassword(PASSWORD);

export type Member = { userId: string; email: string; liveId: string; practiceId: string };

/** A member of both first workspaces, with `PASSWORD`. */
export async function aMember({ role = "rep" }: { role?: Role } = {}): Promise<Member> {
  const { liveId, practiceId } = await inTransaction(ensureWorkspaces);
  if (practiceId === null) throw new Error("the tests run with a practice workspace");
  const userId = newId("user");
  const email = `${userId}@example.com`;
  await db.user.create({ data: { id: userId, name: "Ada Lovelace", email, passwordHash: await hashed } });
  await db.membership.createMany({ data: [liveId, practiceId].map((workspaceId) => ({ workspaceId, userId, role })) });
  return { userId, email, liveId, practiceId };
}
