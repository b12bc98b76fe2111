"use client";

import { useQuery } from "@tanstack/react-query";
import { NameForm } from "@/components/members/name-form";
import { PasswordForm } from "@/components/members/password-form";
import { SessionsCard } from "@/components/members/sessions-card";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { accountQueries } from "@/lib/members/queries";

/** One's own name, password and sessions. */
export function AccountView() {
  const { data: account, error, refetch } = useQuery(accountQueries.own());
  return (
    <div className="max-w-3xl">
      <PageHeader title="Account" description={account?.email ?? "Your name, password and sessions."} />
      {account && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <NameForm name={account.name} />
          <PasswordForm email={account.email} hasPassword={account.hasPassword} />
          <SessionsCard sessions={account.sessions} />
        </div>
      )}
      {error && !account && (
        <QueryError title="Your account cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!account && !error && (
        <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-56" />
          <Skeleton className="h-40" />
        </div>
      )}
    </div>
  );
}
