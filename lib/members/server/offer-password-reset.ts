import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/errors/app-error";
import type { Actor } from "@/lib/members/server/actor";
import { changeAccount } from "@/lib/members/server/change-members";
import { newOneTimeToken, type OneTimeLink } from "@/lib/members/server/one-time-link";
import { writePasswordReset } from "@/lib/members/server/password-reset-store";

/**
 * Admin of all their workspaces, for another than themselves, whom the account page asks for the present password: a link to
 * set a new password, once, within the hour. The one before is good for nothing. It is shown now and never again.
 */
export async function offerPasswordReset(actor: Actor, userId: string): Promise<OneTimeLink> {
  const { workspaceId, address, userId: actorId } = actor;
  if (userId === actorId) {
    throw new AppError("forbidden", "a reset link for oneself", {
      say: "Your own password you change on the account page, where it asks for the present one.",
    });
  }
  const { tokenHash, urlAt } = newOneTimeToken();
  const link = { url: urlAt("/reset-password"), expiresAt: "" };
  await changeAccount(actor, userId, async (tx, { name, isDisabled }) => {
    if (isDisabled) {
      const say = `${name} is disabled. Enable the account first.`;
      throw new AppError("conflict", "a reset link for a disabled account", { say });
    }
    const expiresAt = await writePasswordReset(tx, { userId, workspaceId, createdById: actorId, tokenHash });
    link.expiresAt = expiresAt.toISOString();
    await recordAudit(tx, { workspaceId, actorId, action: "password_reset.offered", subject: userId, address });
  });
  return link;
}
