import "server-only";
import { hashPassword, inPasswordTurn } from "@/lib/auth/password";
import { db, inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { createFirstAdmin } from "@/lib/workspaces/server/create-first-admin";
import { ensureWorkspaces } from "@/lib/workspaces/server/ensure-workspaces";
import { issueSetupToken, revokeSetupTokens } from "@/lib/workspaces/server/setup-token-store";

/**
 * Called at each start, after the migrations; any number of processes may call it at once. Makes the first workspaces. While nobody exists it creates the admin that ADMIN_EMAIL and ADMIN_PASSWORD name, or else
 * resolves to a new one-time link by which the first admin is created; `setupUrl` is null from then on.
 */
export async function prepareFirstStart(): Promise<{ setupUrl: string | null }> {
  await inTransaction(ensureWorkspaces);
  if ((await db.user.count()) > 0) return { setupUrl: null };
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = env;
  const passwordHash = password ? await inPasswordTurn(() => hashPassword(password)) : null;
  return inTransaction(async (tx) => {
    if (email && passwordHash) {
      await createFirstAdmin(tx, { name: toName(email), email, passwordHash, from: "environment" });
      await revokeSetupTokens(tx);
      return { setupUrl: null };
    }
    const token = await issueSetupToken(tx);
    // Somebody may have come in by an earlier link meanwhile; the lock is held, so this count stands.
    if ((await tx.user.count()) === 0) return { setupUrl: `${env.APP_URL}/setup?token=${token}` };
    await revokeSetupTokens(tx);
    return { setupUrl: null };
  });
}

/** `ada.lovelace@example.com` is "Ada Lovelace" until they say otherwise. */
function toName(email: string): string {
  const words = (email.split("@")[0] ?? "").split(/[._+-]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}
