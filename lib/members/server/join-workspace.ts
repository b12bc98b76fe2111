import "server-only";
import { readClientAddress, writeSessionCookie } from "@/lib/auth/current-session";
import type { SessionToken } from "@/lib/auth/session-token";
import { inTransaction } from "@/lib/db/client";
import type { AcceptWithAccountInput } from "@/lib/members/schema";
import type { Actor } from "@/lib/members/server/actor";
import { findOpenInvitation } from "@/lib/members/server/invitation-store";
import { linkOver, redeemInvitation } from "@/lib/members/server/redeem-invitation";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { signOut } from "@/lib/workspaces/server/sign-out";

/** Anyone who is signed in and has the link: joins its workspace and moves there. Throws as `redeemInvitation`. */
export async function joinWorkspace(
  { userId, address }: Pick<Actor, "userId" | "address">,
  token: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await redeemInvitation(tx, token, { userId, email, address });
  });
}

/**
 * Whoever has the link and an account, one that belongs to no workspace included: signs in and joins in one step. The
 * password counts as any other try to sign in. What keeps them from joining keeps them signed out.
 */
export async function joinBySignIn(input: AcceptWithAccountInput & { address: string }): Promise<SessionToken> {
  const { token, email, password, address } = input;
  if (!(await findOpenInvitation(token))) throw linkOver();
  const session = await signIn({ email, password, address });
  try {
    await joinWorkspace({ userId: session.userId, address }, token);
  } catch (error) {
    await signOut(session, address);
    throw error;
  }
  return session;
}

/** The same in this browser. */
export async function joinBySignInHere(input: AcceptWithAccountInput): Promise<void> {
  await writeSessionCookie(await joinBySignIn({ ...input, address: await readClientAddress() }));
}
