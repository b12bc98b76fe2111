import "server-only";
import type { Role } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export type FoundMember = { userId: string; name: string; email: string; role: string; isDisabled: boolean };

/** Throws `not_found` for whoever is no member of this workspace. */
export async function findMember(tx: Tx, workspaceId: string, userId: string): Promise<FoundMember> {
  const found = await tx.membership.findFirst({
    where: { workspaceId, userId },
    select: { role: true, user: { select: { name: true, email: true, disabledAt: true } } },
  });
  if (!found) throw new AppError("not_found", `${userId} is no member of ${workspaceId}`);
  const { name, email, disabledAt } = found.user;
  return { userId, name, email, role: found.role, isDisabled: disabledAt !== null };
}

type MemberRef = { workspaceId: string; userId: string };

/** False for whoever is a member already: their role stays. */
export async function addMembership(tx: Tx, membership: MemberRef & { role: string }): Promise<boolean> {
  const { count } = await tx.membership.createMany({ data: [membership], skipDuplicates: true });
  return count === 1;
}

export async function setRole(tx: Tx, { workspaceId, userId }: MemberRef, role: Role): Promise<void> {
  await tx.membership.updateMany({ where: { workspaceId, userId }, data: { role } });
}

/** Their lookups and what they found stay. */
export async function removeMembership(tx: Tx, { workspaceId, userId }: MemberRef): Promise<void> {
  await tx.membership.deleteMany({ where: { workspaceId, userId } });
  await tx.user.updateMany({
    where: { id: userId, activeWorkspaceId: workspaceId },
    data: { activeWorkspaceId: null },
  });
}

export type NewAccount = { id: string; name: string; email: string; passwordHash: string; activeWorkspaceId: string };

/** False when the address has an account already. */
export async function createAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const { count } = await tx.user.createMany({ data: [account], skipDuplicates: true });
  return count === 1;
}

/** The database's time, as everywhere where one row must not be older than another. False when it was so already. */
export async function setDisabled(tx: Tx, userId: string, isDisabled: boolean): Promise<boolean> {
  const changed = isDisabled
    ? await tx.$executeRaw`UPDATE "user" SET disabled_at = now() WHERE id = ${userId} AND disabled_at IS NULL`
    : await tx.$executeRaw`UPDATE "user" SET disabled_at = NULL WHERE id = ${userId} AND disabled_at IS NOT NULL`;
  return changed === 1;
}

export async function setPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { passwordHash } });
}

export async function setName(tx: Tx, userId: string, name: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { name } });
}

export async function setActiveWorkspace(tx: Tx, { workspaceId, userId }: MemberRef): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { activeWorkspaceId: workspaceId } });
}
