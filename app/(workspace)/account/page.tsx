import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountView } from "@/components/members/account-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { accountKeys } from "@/lib/members/queries";
import { asActor } from "@/lib/members/server/actor";
import { getAccount } from "@/lib/members/server/get-account";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const viewer = await requirePageViewer("/account");
  const queryClient = new QueryClient();
  queryClient.setQueryData(accountKeys.all, await getAccount(await asActor(viewer)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AccountView />
    </HydrationBoundary>
  );
}
