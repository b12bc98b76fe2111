import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { toAccountEmail } from "@/lib/auth/check-credentials";
import type { OidcIdentity } from "@/lib/auth/oidc";
import { startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { keyedDigest } from "@/lib/crypto/digest";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ErrorCode } from "@/lib/errors/errors";
import { findLinkedUserId, linkIdentity } from "@/lib/workspaces/server/oidc-link-store";

type Account = { id: string; sessionVersion: number; disabledAt: Date | null; isMember: boolean };
type Refusal = { code: ErrorCode; userId: string | null };

/**
 * Opens a session for whoever the identity provider vouches for: the user that the identity is linked to, else the one who
 * has its verified email, who is linked from then on. Nobody is created. Throws `oidc_stranger`, `oidc_unverified`,
 * `oidc_taken` or `oidc_disabled`. Anyone whom the provider lets in may call it.
 */
export async function signInByIdentity(identity: OidcIdentity, address: string): Promise<SessionToken> {
  const entered = await inTransaction(async (tx) => {
    const found = await findAccount(tx, identity, address);
    if ("code" in found) {
      // Neither the subject nor the email: whoever is refused is nobody to us.
      const account = keyedDigest("identity", `${identity.issuer} ${identity.subject}`).slice(0, 16);
      const detail = { via: "oidc", reason: found.code, account };
      await recordAudit(tx, { action: "sign_in.refused", subject: found.userId ?? account, detail, address });
      return found;
    }
    const sessionId = await startSession(tx, { userId: found.id, address });
    const entry = { actorId: found.id, action: "sign_in.accepted", subject: sessionId, detail: { via: "oidc" } };
    await recordAudit(tx, { ...entry, address });
    return { sessionId, userId: found.id, sessionVersion: found.sessionVersion };
  });
  // Thrown out here: the audit of a refusal stays.
  if ("code" in entered) throw new AppError(entered.code, "refused after the identity provider's word");
  return entered;
}

async function findAccount(tx: Tx, identity: OidcIdentity, address: string): Promise<Account | Refusal> {
  const linkedId = await findLinkedUserId(tx, identity);
  if (linkedId !== null) return judge(await readAccount(tx, { id: linkedId }));
  if (identity.verifiedEmail === null) return { code: "oidc_unverified", userId: null };
  const account = judge(await readAccount(tx, { email: toAccountEmail(identity.verifiedEmail) }));
  if ("code" in account) return account;
  if (await linkIdentity(tx, identity, account.id)) {
    const { issuer } = identity;
    const entry = { actorId: account.id, action: "oidc_link.created", subject: account.id, detail: { issuer } };
    await recordAudit(tx, { ...entry, address });
    return account;
  }
  // Two first sign-ins of one person at once: the other one has linked them.
  const isOwn = (await findLinkedUserId(tx, identity)) === account.id;
  return isOwn ? account : { code: "oidc_taken", userId: account.id };
}

function judge(account: Account | null): Account | Refusal {
  if (!account?.isMember) return { code: "oidc_stranger", userId: account?.id ?? null };
  return account.disabledAt ? { code: "oidc_disabled", userId: account.id } : account;
}

async function readAccount(tx: Tx, where: { id: string } | { email: string }): Promise<Account | null> {
  const user = await tx.user.findUnique({
    where,
    select: { id: true, sessionVersion: true, disabledAt: true, memberships: { take: 1, select: { userId: true } } },
  });
  if (!user) return null;
  const { memberships, ...account } = user;
  return { ...account, isMember: memberships.length > 0 };
}
