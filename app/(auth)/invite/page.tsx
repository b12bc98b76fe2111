import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AcceptForm } from "@/components/members/accept-form";
import { AcceptWithAccountForm } from "@/components/members/accept-with-account-form";
import { JoinCard } from "@/components/members/join-card";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import { findCurrentSession } from "@/lib/auth/require-viewer";
import { ROLE_TASKS } from "@/lib/members/member";
import { findOpenInvitation } from "@/lib/members/server/invitation-store";

export const metadata: Metadata = { title: "Invitation" };

type InvitePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Whoever has the link; a 404 for everybody else, and for everybody once it has been used. */
export default async function InvitePage({ searchParams }: InvitePageProps) {
  const { token, account } = await searchParams;
  const invitation = typeof token === "string" ? await findOpenInvitation(token) : null;
  if (typeof token !== "string" || !invitation) notFound();
  const { workspaceName, role, name, email } = invitation;
  const session = await findCurrentSession();
  return (
    <div className="grid gap-5">
      <header className="grid gap-1">
        <h1 className="text-lg font-semibold break-words">Join {workspaceName}</h1>
        <p className="text-sm text-muted-foreground">
          You are invited as {ROLE_LABELS[role].toLowerCase()}. {ROLE_TASKS[role]}
        </p>
      </header>
      {session && (
        <JoinCard token={token} workspaceName={workspaceName} ownEmail={session.email} invitedEmail={email} />
      )}
      {!session && account && <AcceptWithAccountForm token={token} email={email} />}
      {!session && !account && <AcceptForm token={token} name={name} email={email} />}
      {!session && (
        <p className="text-center text-sm">
          <Link
            href={account ? { query: { token } } : { query: { token, account: "1" } }}
            prefetch={false}
            className="underline decoration-input underline-offset-3 hover:decoration-foreground"
          >
            {account ? "I am new here" : "I have an account"}
          </Link>
        </p>
      )}
    </div>
  );
}
