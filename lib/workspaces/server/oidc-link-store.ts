import "server-only";
import type { OidcIdentity } from "@/lib/auth/oidc";
import type { Tx } from "@/lib/db/client";

/** The user whom an identity was linked to; null while it is nobody's. */
export async function findLinkedUserId(tx: Tx, { issuer, subject }: OidcIdentity): Promise<string | null> {
  const link = await tx.oidcLink.findUnique({ where: { issuer_subject: { issuer, subject } } });
  return link?.userId ?? null;
}

/**
 * Links an identity to a user. False when either is linked already: an address that was given to somebody else at the
 * provider does not take its former owner's account along.
 */
export async function linkIdentity(tx: Tx, { issuer, subject }: OidcIdentity, userId: string): Promise<boolean> {
  const linked = await tx.$executeRaw`insert into oidc_link (issuer, subject, user_id, created_at)
    values (${issuer}, ${subject}, ${userId}, now()) on conflict do nothing`;
  return linked === 1;
}
